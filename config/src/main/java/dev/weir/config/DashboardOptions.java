package dev.weir.config;

/**
 * Section {@code dashboard}; what each option means stands in {@code reference.yaml}.
 *
 * @param port 0: any free one
 * @param history at least 1
 */
public record DashboardOptions(boolean enabled, String host, int port, int history) {

  public DashboardOptions {
    Require.notBlank("dashboard.host", host, "a host name or an address");
    Require.between("dashboard.port", port, 0, 65535);
    Require.atLeast("dashboard.history", history, 1);
  }

  static DashboardOptions of(Section dashboard) {
    return new DashboardOptions(
        dashboard.flag("enabled"),
        dashboard.text("host"),
        dashboard.integer("port"),
        dashboard.integer("history"));
  }
}
