import Glibc

/// Seconds of a clock that never goes back.
public enum Monotonic {
  /// The clock now; its zero means nothing.
  public static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
