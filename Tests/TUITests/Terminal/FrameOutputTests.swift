import Glibc
import Testing

@testable import TUI

@Suite("A frame reaches the terminal at once")
struct FrameOutputTests {
  /// A terminal that keeps the writes apart: each is a datagram.
  private static func datagrams() -> (terminal: Int32, reader: Int32) {
    var ends: [Int32] = [-1, -1]
    socketpair(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0, &ends)
    return (ends[0], ends[1])
  }

  private static func receive(_ reader: Int32) -> String? {
    var bytes = [UInt8](repeating: 0, count: 40_000)
    let count = recv(reader, &bytes, bytes.count, Int32(MSG_DONTWAIT))
    return count < 0 ? nil : String(decoding: bytes[..<count], as: UTF8.self)
  }

  @Test("What curses writes in pieces goes out in one write, frame after frame")
  func oneWrite() {
    let (terminal, reader) = Self.datagrams()
    let curses = dup(terminal)
    defer { [terminal, reader, curses].forEach { close($0) } }
    let output = FrameOutput(descriptor: curses, terminal: terminal)
    for pieces in [["une ", "longue ", "image"], ["", "x"]] {
      output.gather { for piece in pieces { write(curses, piece, piece.utf8.count) } }
      #expect(Self.receive(reader) == pieces.joined())
      #expect(Self.receive(reader) == nil)
    }
    output.gather {}
    #expect(Self.receive(reader) == nil)
    write(curses, "hors image", 10)
    #expect(Self.receive(reader) == "hors image")
  }

  @Test("A frame longer than the buffer arrives whole")
  func longFrame() {
    let (terminal, reader) = Self.datagrams()
    let curses = dup(terminal)
    defer { [terminal, reader, curses].forEach { close($0) } }
    let frame = String(repeating: "0123456789", count: 3_000)
    FrameOutput(descriptor: curses, terminal: terminal).gather {
      write(curses, frame, frame.utf8.count)
    }
    var received = ""
    while let part = Self.receive(reader) { received += part }
    #expect(received == frame)
  }
}
