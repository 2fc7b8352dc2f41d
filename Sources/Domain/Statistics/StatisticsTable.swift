/// A figure as it is published.
public enum StatisticsCell: Hashable, Sendable {
  /// How many.
  case count(Int)
  /// Too few to be told, or telling of others that are.
  case masked
  /// A median, in days.
  case days(Int)
  /// Nothing to tell.
  case absent

  /// What stands in the place of a masked figure.
  public static let mask = "s"

  /// The figure as operators read it.
  public var french: String {
    switch self {
    case .count(let count): count.french
    case .masked: Self.mask
    case .days(let days): days.french
    case .absent: "–"
    }
  }

  /// The number, nil where none is told.
  public var number: Int? {
    switch self {
    case .count(let number), .days(let number): number
    case .masked, .absent: nil
    }
  }
}

/// A table of the statistics.
public struct StatisticsTable: Equatable, Sendable {
  /// How a table is drawn besides.
  public enum Drawing: Equatable, Sendable {
    /// Bars beside one another, for the figures of these columns by row.
    case columns([Int])
    /// A line for each of these columns, from row to row.
    case lines([Int])
    /// A bar for each row, by this column.
    case bars(Int)
  }

  /// A line of it.
  public struct Row: Equatable, Sendable {
    /// What it is about.
    public let label: String
    /// Its figures, one for each column.
    public let cells: [StatisticsCell]
    /// Whether it adds the others up.
    public let isTotal: Bool
    /// What it is about, where there is little room.
    public let brief: String

    /// A line.
    public init(
      _ label: String, _ cells: [StatisticsCell], isTotal: Bool = false, brief: String? = nil
    ) {
      self.label = label
      self.brief = brief ?? label
      self.cells = cells
      self.isTotal = isTotal
    }
  }

  /// A word that names it in files and commands.
  public let id: String
  /// Its title.
  public let title: String
  /// In what it counts.
  public let unit: String
  /// What the lines are.
  public let head: String
  /// The columns.
  public let columns: [String]
  /// The lines.
  public let rows: [Row]
  /// How it is drawn, nil when it is not.
  public let drawing: Drawing?
  /// What is to be known besides.
  public let note: String?

  /// A table.
  public init(
    _ id: String, _ title: String, unit: String, head: String, columns: [String], rows: [Row],
    drawing: Drawing? = nil, note: String? = nil
  ) {
    self.id = id
    self.title = title
    self.unit = unit
    self.head = head
    self.columns = columns
    self.rows = rows
    self.drawing = drawing
    self.note = note
  }
}
