package dev.weir.dashboard;

import io.vertx.core.Vertx;
import io.vertx.core.file.FileSystem;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.FileSystemAccess;
import io.vertx.ext.web.handler.StaticHandler;
import java.nio.file.Path;
import java.util.List;

/**
 * The libraries of the page, from the class path: nothing is loaded from another host. The page
 * names no versions: {@code /webjars/uplot/dist/uPlot.esm.js}.
 */
final class WebJars {

  private static final String ROOT = "META-INF/resources/webjars";
  private static final List<String> LIBRARIES = List.of("lit-html", "uplot", "dagre");

  private WebJars() {}

  static void routes(Vertx vertx, Router router) {
    for (String library : LIBRARIES) {
      router
          .get("/webjars/" + library + "/*")
          .handler(
              StaticHandler.create(
                      FileSystemAccess.RELATIVE, versionOf(vertx.fileSystem(), library))
                  .setDirectoryListing(false)
                  .setIncludeHidden(false));
    }
  }

  /** The one folder below that of the library. */
  private static String versionOf(FileSystem files, String library) {
    String folder = ROOT + "/" + library;
    List<String> versions = files.readDirBlocking(folder);
    if (versions.size() != 1) {
      throw new IllegalStateException(
          "%s on the class path holds %s, expected one version".formatted(folder, versions));
    }
    return folder + "/" + Path.of(versions.get(0)).getFileName();
  }
}
