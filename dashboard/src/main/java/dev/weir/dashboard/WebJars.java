package dev.weir.dashboard;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.FileSystemAccess;
import io.vertx.ext.web.handler.StaticHandler;

/** The libraries of the page, from the class path: nothing is loaded from another host. */
final class WebJars {

  private WebJars() {}

  static void routes(Router router) {
    router
        .get("/webjars/*")
        .handler(
            StaticHandler.create(FileSystemAccess.RELATIVE, "META-INF/resources/webjars")
                .setDirectoryListing(false)
                .setIncludeHidden(false));
  }
}
