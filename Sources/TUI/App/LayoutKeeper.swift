import Storage

/// Keeps the columns and the order of the list between two sessions.
struct LayoutKeeper {
  /// The layout of the last session, or the one shipped.
  let layout: ListLayout
  /// Where it is kept; nil when nowhere, so as not to spoil what a later version wrote.
  private let folder: StateFolder?

  /// Reads what the last session left; nothing that is found there stops the program.
  init(_ folder: StateFolder?) {
    let text = folder?.read(ListLayout.fileName) ?? ""
    layout = ListLayout(text: text)
    self.folder = ListLayout.isNewer(text) ? nil : folder
  }

  /// Keeps a layout for the next session.
  ///
  /// - Throws: `StorageError`.
  func keep(_ layout: ListLayout) throws {
    try folder?.write(layout.text, to: ListLayout.fileName)
  }
}
