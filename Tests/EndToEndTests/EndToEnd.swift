import Testing

/// The tests that start the real program, one at a time: two cores do not drive several terminals
/// without making the waits of each other long. A file of this folder adds its suite as
/// `extension EndToEnd { @Suite struct … }`; the limits hold for each test in it.
@Suite(.serialized, .timeLimit(.minutes(10))) enum EndToEnd {}
