package dev.weir.testing.simulation;

import dev.weir.protocol.JobTopology;
import dev.weir.state.spi.KeyGroups;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.NullMarked;

/**
 * Loads protocol and simulator anew, with one class compiled from a mutated source. production
 * classes know nothing of it.
 */
final class MutatedLoader extends URLClassLoader {

  private final Map<String, byte[]> mutated;

  private MutatedLoader(Map<String, byte[]> mutated) {
    super(urls(), ClassLoader.getPlatformClassLoader());
    this.mutated = mutated;
  }

  static MutatedLoader with(Mutation mutation) throws IOException {
    Path file = mutation.file();
    return new MutatedLoader(compile(file, mutation.plant(Files.readString(file))));
  }

  /** Something that runs a seed, as seen from outside. */
  @SuppressWarnings("unchecked") // it is a function of a long, only loaded by another loader
  LongFunction<String> runner(Class<? extends LongFunction<String>> type) throws Exception {
    return (LongFunction<String>) loadClass(type.getName()).getConstructor().newInstance();
  }

  private static URL[] urls() {
    return origins().toArray(URL[]::new);
  }

  private static Stream<URL> origins() {
    return Stream.of(
            JobTopology.class, KeyGroups.class, Simulation.class, SeedCheck.class, NullMarked.class)
        .map(type -> type.getProtectionDomain().getCodeSource().getLocation());
  }

  private static Map<String, byte[]> compile(Path file, String source) {
    JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
    Map<String, ByteArrayOutputStream> classes = new HashMap<>();
    JavaFileManager files =
        new ForwardingJavaFileManager<JavaFileManager>(
            compiler.getStandardFileManager(null, null, null)) {
          @Override
          public JavaFileObject getJavaFileForOutput(
              Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("mem:///" + name), kind) {
              @Override
              public OutputStream openOutputStream() {
                return classes.computeIfAbsent(name, n -> new ByteArrayOutputStream());
              }
            };
          }
        };
    JavaFileObject unit =
        new SimpleJavaFileObject(file.toUri(), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreErrors) {
            return source;
          }
        };
    String path =
        origins()
            .map(url -> Path.of(URI.create(url.toString())).toString())
            .collect(Collectors.joining(java.io.File.pathSeparator));
    StringWriter messages = new StringWriter();
    boolean compiled =
        compiler
            .getTask(
                messages,
                files,
                null,
                List.of("-cp", path, "-proc:none", "-nowarn"),
                null,
                List.of(unit))
            .call();
    if (!compiled) {
      throw new IllegalStateException(file + " does not compile:\n" + messages);
    }
    Map<String, byte[]> bytes = new HashMap<>();
    classes.forEach((name, content) -> bytes.put(name, content.toByteArray()));
    return bytes;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = mutated.get(name);
    return bytes == null ? super.findClass(name) : defineClass(name, bytes, 0, bytes.length);
  }
}
