import Domain

/// The readers of files of records.
enum RecordSources {
  /// The reader that fits a file: JSON lines when it says so by its name or begins with « { ».
  static func source<Column: FileColumn>(
    _ path: String, limits: ImportLimits
  ) throws(ImportFailure) -> any RecordSource<Column> {
    let name = path.lowercased()
    let isNamed = [".jsonl", ".ndjson", ".json"].contains { name.hasSuffix($0) }
    let head = try FileBytes(path: path, limits: limits).next()
    if isNamed || head.first == UInt8(ascii: "{") {
      return try JSONLinesSource<Column>(path: path, limits: limits)
    }
    return try CSVSource<Column>(path: path, limits: limits)
  }
}
