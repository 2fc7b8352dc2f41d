extension StockFolder {
  /// Whether the complete report of an attempt is on this desk.
  public func hasReport(_ importID: String) -> Bool {
    FileSystem.permissions(of: report(importID)) != nil
  }
}
