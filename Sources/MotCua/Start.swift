@main
struct MotCua {
  static func main() {}
}
