@main
enum Mithridate {
  static func main() {}
}
