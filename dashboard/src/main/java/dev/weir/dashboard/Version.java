package dev.weir.dashboard;

import java.util.Optional;

/** Which Weir this is. */
final class Version {

  static final String TEXT =
      Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
          .orElse("development");

  private Version() {}
}
