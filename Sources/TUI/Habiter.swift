/// The program: reads its arguments and hands over to the command line.
@main
struct Habiter {
  static func main() {
    print("habiter")
  }
}
