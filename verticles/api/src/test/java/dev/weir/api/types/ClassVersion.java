package dev.weir.api.types;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;

/** One version of a class, compiled from its source and loaded apart from all others. */
record ClassVersion(Class<?> type) {

  /** Compiles a class {@code app.Name}. */
  static ClassVersion compile(Path directory, String name, String body) {
    try {
      Path root = Files.createTempDirectory(directory, "version");
      Path source = root.resolve(name + ".java");
      Files.writeString(source, "package app; import java.util.*; " + body);
      List<String> arguments = List.of("-proc:none", "-d", root.toString(), source.toString());
      int failed =
          ToolProvider.getSystemJavaCompiler()
              .run(null, null, null, arguments.toArray(String[]::new));
      if (failed != 0) {
        throw new IllegalArgumentException("does not compile: " + body);
      }
      return new ClassVersion(load(root, "app." + name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Class<?> load(Path root, String name) throws MalformedURLException {
    URL[] path = {root.toUri().toURL()};
    try {
      return new URLClassLoader(path, ClassVersion.class.getClassLoader()).loadClass(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Calls the static method {@code sample()}. */
  Object sample() {
    try {
      var method = type.getDeclaredMethod("sample");
      method.setAccessible(true);
      return method.invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  TypeInformation<Object> info() {
    return TypeReflection.typed(TypeInformation.of(type));
  }
}
