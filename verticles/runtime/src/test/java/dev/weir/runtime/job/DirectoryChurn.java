package dev.weir.runtime.job;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A process that makes and closes local directories until it is told to end, or one fails. */
final class DirectoryChurn {

  private DirectoryChurn() {}

  public static void main(String[] arguments) throws Exception {
    Path parent = Path.of(arguments[0]);
    int times = Integer.parseInt(arguments[1]);
    for (int i = 0; i < times; i++) {
      LocalDirectory directory = LocalDirectory.create(parent);
      Files.writeString(directory.path().resolve("state"), "in use", StandardOpenOption.CREATE_NEW);
      directory.close();
    }
    LocalDirectory.create(parent);
  }
}
