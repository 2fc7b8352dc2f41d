/// One of the servers that an address names.
struct PostgresHost: Equatable, Sendable {
  /// A name, or the folder of a socket; nil for libpq's default.
  var name: String?
  /// A numeric address, to be used instead of looking the name up.
  var address: String?
  var port: String?

  /// The servers of libpq's lists, which have their commas in common.
  static func list(hosts: String?, addresses: String?, ports: String?) -> [PostgresHost] {
    let hosts = items(hosts)
    let addresses = items(addresses)
    let ports = items(ports)
    return (0..<max(hosts.count, addresses.count, 1)).map { index in
      PostgresHost(
        name: item(hosts, index), address: item(addresses, index),
        // One port is every server's.
        port: item(ports, ports.count == 1 ? 0 : index))
    }
  }

  private static func items(_ list: String?) -> [String] {
    list?.split(separator: ",", omittingEmptySubsequences: false).map(String.init) ?? []
  }

  private static func item(_ list: [String], _ index: Int) -> String? {
    index < list.count && !list[index].isEmpty ? list[index] : nil
  }
}

extension PostgresHost: CustomStringConvertible {
  /// Its name, and its port where that is not the usual one, for people.
  var description: String {
    let shown = name ?? address ?? "ce poste"
    return port.map { $0 == "5432" ? shown : "\(shown):\($0)" } ?? shown
  }
}
