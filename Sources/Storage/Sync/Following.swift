import Domain

/// What a store notes of the shared database that it follows, in its `meta`.
struct Following {
  /// The keys under which it stands.
  enum Note: String {
    /// Who one is: named by `habiter moi`, or by the shared database.
    case me
    /// Which shared database it is.
    case epoch = "shared_epoch"
    /// Which of its courses.
    case timeline = "shared_timeline"
    /// The key of the NUR's hashes; a desk that is alone has one of its own.
    case nurKey = "nur_key"
    /// Where it was last reached.
    case address = "shared_address"
    /// Which state of its directory is here.
    case directory
  }

  let connection: Connection

  /// What stands under a key.
  func get(_ note: Note) throws(StorageError) -> String? {
    try Meta(connection).get(note.rawValue)
  }

  /// Notes something.
  func set(_ note: Note, to value: String) throws(StorageError) {
    try Meta(connection).set(note.rawValue, to: value)
  }

  /// Who one is in the shared database, nil for a store that is alone.
  func person() throws(StorageError) -> Operator? {
    guard try get(.epoch) != nil, let me = try get(.me) else { return nil }
    return try DirectoryTable(connection).person(OperatorID(me))
  }
}
