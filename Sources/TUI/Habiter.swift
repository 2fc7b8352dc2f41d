import Glibc

/// The program: hands its arguments over to the command line.
@main
struct Habiter {
  static func main() {
    exit(Program.run(Array(CommandLine.arguments.dropFirst()), in: .system).rawValue)
  }
}
