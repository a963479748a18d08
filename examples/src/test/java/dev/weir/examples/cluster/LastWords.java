package dev.weir.examples.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.runtime.storage.Storages;
import dev.weir.state.spi.CheckpointStorage;
import dev.weir.state.spi.CheckpointStorageFactory;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file storage, below {@code last-words:<directory>}, that ends the process of whoever logs the
 * end of a job there, right after it is logged: if a file {@code halt} lies beside the directory,
 * and for the first one only.
 */
public final class LastWords {

  static final int EXIT_CODE = 9;

  private LastWords() {}

  static String uri(Path directory) {
    return "last-words:" + directory.toAbsolutePath();
  }

  static Path halt(Path directory) {
    return directory.resolveSibling("halt");
  }

  /** Makes storages for the scheme {@code last-words}. */
  public static final class Factory implements CheckpointStorageFactory {

    @Override
    public String scheme() {
      return "last-words";
    }

    @Override
    public CheckpointStorage open(URI root) throws IOException {
      Path directory = Path.of(root.getSchemeSpecificPart());
      CheckpointStorage files = Storages.open(directory.toString());
      return (CheckpointStorage)
          Proxy.newProxyInstance(
              CheckpointStorage.class.getClassLoader(),
              new Class<?>[] {CheckpointStorage.class},
              (proxy, method, arguments) -> {
                try {
                  Object result = method.invoke(files, arguments);
                  if (method.getName().equals("putIfAbsent") && Boolean.TRUE.equals(result)) {
                    haltIfEnd((byte[]) arguments[1], directory);
                  }
                  return result;
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              });
    }

    private static void haltIfEnd(byte[] content, Path directory) throws IOException {
      if (new String(content, UTF_8).contains("job-ended")
          && Files.deleteIfExists(halt(directory))) {
        Runtime.getRuntime().halt(EXIT_CODE);
      }
    }
  }
}
