import Domain

/// Texts and numbers as they stand in a page.
enum HTMLWriting {
  /// A text that a browser shows and never obeys, in an element as in an attribute.
  static func text(_ text: String) -> String {
    var escaped = ""
    for scalar in text.strippedOfControls.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  /// « 11 214 », its digits by three, between them the narrow space that French print has.
  static func number(_ number: Int) -> String {
    let digits = Array(String(number.magnitude))
    var text = number < 0 ? "−" : ""
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.count - place) % 3 == 0 { text += "\u{202F}" }
      text.append(digit)
    }
    return text
  }

  /// « 12,5 » of 125 tenths; a whole number has no decimal.
  static func tenths(_ tenths: Int) -> String {
    let whole = number(tenths / 10)
    let sign = tenths < 0 && tenths > -10 ? "−" : ""
    return tenths % 10 == 0 ? whole : "\(sign)\(whole),\((tenths % 10).magnitude)"
  }

  /// A place in a drawing, to a tenth of a unit.
  static func place(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    let sign = tenths < 0 ? "-" : ""
    let rest = tenths.magnitude % 10
    return "\(sign)\(tenths.magnitude / 10)\(rest == 0 ? "" : ".\(rest)")"
  }
}
