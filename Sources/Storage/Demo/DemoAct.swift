import Domain

/// An act of the demonstration, before the domain has judged it.
struct DemoAct {
  /// What is done.
  enum Move {
    case command(DossierCommand)
    /// Takes back the act before, which the operator only now knows to be wrong.
    case undoPrevious(Reason)
  }

  let day: Day
  /// The minute of the day in Paris; nil for some time of the working day.
  var minute: Int?
  let actor: Operator
  let move: Move
  var secrets: [Secret] = []
  var onBehalf: OnBehalf?
}

extension Moment {
  /// The instant of a minute of a day (0 to 1439) on the clocks of Paris.
  static func paris(_ day: Day, minute: Int, second: Int = 0) -> Moment {
    let local = Int64(day.number) * 86_400 + Int64(minute * 60 + second)
    // One hour is the offset in winter; asked an hour early in summer, the offset is right but on
    // the hour that does not exist, or exists twice.
    let offset = ParisTime.offset(at: Moment(seconds: local - 3600))
    return Moment(seconds: local - Int64(offset))
  }
}
