internal import CEpoll
import Glibc

/// Dates as RFC 9110 §5.6.7 writes them.
enum HTTPDate {
  static let length = 29

  /// `Sun, 06 Nov 1994 08:49:37 GMT`, from seconds since 1970.
  static func text(_ seconds: Int) -> String {
    var time = time_t(seconds)
    var parts = tm()
    gmtime_r(&time, &parts)
    let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let day = "\(days[Int(parts.tm_wday)]), \(pad(parts.tm_mday)) \(months[Int(parts.tm_mon)])"
    let clock = "\(pad(parts.tm_hour)):\(pad(parts.tm_min)):\(pad(parts.tm_sec))"
    return "\(day) \(Int(parts.tm_year) + 1900) \(clock) GMT"
  }

  private static func pad(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }

  /// Seconds since 1970; a reader must know all three forms (RFC 9110 §5.6.7).
  static func seconds(_ text: String) -> Int? {
    for format in ["%a, %d %b %Y %H:%M:%S GMT", "%A, %d-%b-%y %H:%M:%S GMT", "%a %b %e %H:%M:%S %Y"] {
      var parts = tm()
      guard let rest = strptime(text, format, &parts), rest.pointee == 0 else { continue }
      return timegm(&parts)
    }
    return nil
  }
}
