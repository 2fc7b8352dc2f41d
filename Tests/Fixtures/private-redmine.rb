# What the tests of tickets need in a Redmine that is theirs: a project, two trackers, a field for the
# marker, an account that asks and one that answers. Run by rails runner; prints NAME=VALUE.
Setting.rest_api_enabled = '1'
Setting.default_language = 'fr'
Setting.login_required = '1'

def account(login, name, language)
  user = User.find_by_login(login) || User.new(login: login, firstname: name, lastname: 'Essai',
                                               mail: "#{login}@example.invalid", language: language)
  user.status = 1
  user.must_change_passwd = false
  user.password = user.password_confirmation = SecureRandom.hex(16)
  user.save!
  user
end

asks = account('habiter', 'Habiter', 'fr')
answers = account('support', 'Support', 'fr')
tracker = Tracker.sorted.first
other = Tracker.sorted.last
project = Project.create!(name: 'Échanger Habiter', identifier: 'echanger-habiter',
                          is_public: false, tracker_ids: [tracker.id])
project.enabled_module_names = %w[issue_tracking]
closed = Project.create!(name: 'Fermé', identifier: 'ferme', is_public: false,
                         tracker_ids: [tracker.id])
field = IssueCustomField.create!(name: 'Repère habiter', field_format: 'string', is_filter: true,
                                 searchable: true, is_for_all: true, tracker_ids: [tracker.id])
[asks, answers].each do |user|
  Member.create!(project: project, principal: user, roles: [Role.givable.first])
end
puts "key=#{asks.api_key}", "support=#{answers.api_key}", "project=#{project.identifier}"
puts "closed_project=#{closed.identifier}", "tracker=#{tracker.id}", "other_tracker=#{other.id}"
puts "field=#{field.id}", "priority=#{IssuePriority.sorted.first.id}"
puts "in_progress=#{IssueStatus.sorted[1].id}", "done=#{IssueStatus.sorted.find(&:is_closed).id}"
