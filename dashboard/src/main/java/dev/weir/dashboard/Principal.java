package dev.weir.dashboard;

import dev.weir.config.DashboardOptions.Role;
import org.jspecify.annotations.Nullable;

/**
 * Who sends a request.
 *
 * @param name null: nobody was asked who he is
 * @param csrf what requests that change something must repeat, since the browser says by itself who
 *     this is; null: it does not
 */
record Principal(@Nullable String name, Role role, @Nullable String csrf) {

  static final Principal ANYBODY = new Principal(null, Role.OPERATOR, null);
}
