package dev.weir.api.types;

import dev.weir.api.tuple.Tuple0;
import dev.weir.api.tuple.Tuple2;
import dev.weir.api.tuple.Tuple3;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Types of every kind, each with a source of random values. */
final class Samples {

  /** A type and how to make a value of it. */
  record Sample<T>(TypeInformation<T> type, Function<Random, T> values) {

    @Override
    public String toString() {
      return type.toString();
    }
  }

  enum Colour {
    RED,
    GREEN {
      @Override
      String nice() {
        return "green!";
      }
    },
    BLUE;

    String nice() {
      return name();
    }
  }

  record Point(int x, int y) {}

  record Everything(
      boolean a,
      byte b,
      short c,
      char d,
      int e,
      long f,
      float g,
      double h,
      @Nullable Integer boxed,
      @Nullable String text,
      Point point,
      List<Point> points,
      Map<String, @Nullable Long> counts,
      Colour colour,
      Optional<String> maybe,
      Instant at) {}

  record Pair<A, B>(A left, B right) {}

  record Tree(int value, @Nullable Tree left, @Nullable Tree right) {}

  sealed interface Shape permits Circle, Square, Many {}

  record Circle(double radius) implements Shape {}

  record Square(long side, String name) implements Shape {}

  record Many(List<Shape> shapes) implements Shape {}

  public static class Base<T> {
    public @Nullable T id;
  }

  public static class Account extends Base<String> {
    private long cents;
    private boolean open = true;
    public List<Point> path = new ArrayList<>();
    public transient int ignored;

    public long getCents() {
      return cents;
    }

    public void setCents(long cents) {
      this.cents = cents;
    }

    public boolean isOpen() {
      return open;
    }

    public void setOpen(boolean open) {
      this.open = open;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Account that
          && Objects.equals(id, that.id)
          && cents == that.cents
          && open == that.open
          && path.equals(that.path);
    }

    @Override
    public int hashCode() {
      return Objects.hash(id, cents, open, path);
    }
  }

  /** Neither record nor POJO. */
  static final class Opaque {
    private final int number;
    private final Inner inner;
    private final List<String> names;

    Opaque(int number, Inner inner, List<String> names) {
      this.number = number;
      this.inner = inner;
      this.names = names;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Opaque that
          && number == that.number
          && inner.equals(that.inner)
          && names.equals(that.names);
    }

    @Override
    public int hashCode() {
      return Objects.hash(number, inner, names);
    }
  }

  static final class Inner {
    private final String text;

    Inner(String text) {
      this.text = text;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Inner that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
      return text.hashCode();
    }
  }

  private Samples() {}

  static List<Sample<?>> all() {
    List<Sample<?>> samples = new ArrayList<>(keys());
    samples.add(new Sample<>(TypeInformation.of(byte[].class), Samples::bytes));
    samples.add(new Sample<>(TypeInformation.of(short[].class), r -> new short[] {1, -2}));
    samples.add(new Sample<>(TypeInformation.of(int[].class), r -> r.ints(r.nextInt(9)).toArray()));
    samples.add(
        new Sample<>(TypeInformation.of(long[].class), r -> r.longs(r.nextInt(9)).toArray()));
    samples.add(new Sample<>(TypeInformation.of(float[].class), r -> new float[] {r.nextFloat()}));
    samples.add(
        new Sample<>(TypeInformation.of(double[].class), r -> r.doubles(r.nextInt(9)).toArray()));
    samples.add(
        new Sample<>(TypeInformation.of(boolean[].class), r -> new boolean[] {r.nextBoolean()}));
    samples.add(new Sample<>(TypeInformation.of(char[].class), r -> text(r).toCharArray()));
    samples.add(
        new Sample<>(TypeInformation.of(String[].class), r -> new String[] {text(r), null, ""}));
    samples.add(new Sample<>(Types.ENUM(Colour.class), Samples::colour));
    samples.add(new Sample<>(Types.SET(Types.LONG), r -> new LinkedHashSet<>(longs(r))));
    samples.add(
        new Sample<>(
            Types.MAP(Types.STRING, Types.LIST(Types.LONG)),
            r -> {
              Map<String, List<Long>> map = new LinkedHashMap<>();
              map.put(text(r), longs(r));
              map.put("fixed", longs(r));
              return map;
            }));
    samples.add(new Sample<>(TypeInformation.of(Everything.class), Samples::everything));
    samples.add(new Sample<>(TypeInformation.of(Tree.class), r -> tree(r, 6)));
    samples.add(new Sample<>(TypeInformation.of(Shape.class), r -> shape(r, 4)));
    samples.add(
        new Sample<>(
            TypeInformation.of(new TypeHint<Pair<Colour, Set<Point>>>() {}),
            r -> new Pair<>(colour(r), Set.of(point(r)))));
    samples.add(new Sample<>(TypeInformation.of(Opaque.class), Samples::opaque));
    return samples;
  }

  static List<Sample<?>> keys() {
    List<Sample<?>> samples = new ArrayList<>();
    samples.add(new Sample<>(Types.STRING, Samples::text));
    samples.add(new Sample<>(Types.BOOLEAN, Random::nextBoolean));
    samples.add(new Sample<>(Types.BYTE, r -> (byte) r.nextInt()));
    samples.add(new Sample<>(Types.SHORT, r -> (short) r.nextInt()));
    samples.add(new Sample<>(Types.CHAR, r -> (char) r.nextInt()));
    samples.add(new Sample<>(Types.INT, Random::nextInt));
    samples.add(new Sample<>(Types.LONG, Random::nextLong));
    samples.add(new Sample<>(Types.FLOAT, r -> Float.intBitsToFloat(r.nextInt())));
    samples.add(new Sample<>(Types.DOUBLE, r -> Double.longBitsToDouble(r.nextLong())));
    samples.add(new Sample<>(Types.BIG_INT, r -> new BigInteger(r.nextInt(200), r)));
    samples.add(
        new Sample<>(
            Types.BIG_DEC, r -> new BigDecimal(new BigInteger(r.nextInt(90), r), r.nextInt(20))));
    samples.add(new Sample<>(Types.INSTANT, Samples::instant));
    samples.add(
        new Sample<>(
            Types.DURATION, r -> Duration.ofSeconds(r.nextInt(), r.nextInt(1_000_000_000))));
    samples.add(new Sample<>(Types.LOCAL_DATE, r -> LocalDate.ofEpochDay(r.nextInt(99_999))));
    samples.add(new Sample<>(Types.LOCAL_TIME, r -> LocalTime.ofSecondOfDay(r.nextInt(86_400))));
    samples.add(
        new Sample<>(
            Types.LOCAL_DATE_TIME,
            r -> LocalDateTime.ofEpochSecond(r.nextInt(), 7, java.time.ZoneOffset.UTC)));
    samples.add(new Sample<>(Types.UUID, r -> new UUID(r.nextLong(), r.nextLong())));
    samples.add(new Sample<>(Types.<Tuple0>TUPLE(), r -> Tuple0.INSTANCE));
    samples.add(
        new Sample<>(
            Types.<Tuple2<String, Long>>TUPLE(Types.STRING, Types.LONG),
            r -> Tuple2.of(text(r), r.nextLong())));
    samples.add(
        new Sample<>(
            TypeInformation.of(new TypeHint<Tuple3<Point, Tuple2<Integer, String>, Boolean>>() {}),
            r -> Tuple3.of(point(r), Tuple2.of(r.nextInt(), text(r)), r.nextBoolean())));
    samples.add(new Sample<>(TypeInformation.of(Point.class), Samples::point));
    samples.add(new Sample<>(Types.LIST(TypeInformation.of(Point.class)), Samples::points));
    samples.add(new Sample<>(Types.OPTIONAL(Types.STRING), r -> Optional.of(text(r))));
    samples.add(new Sample<>(Types.POJO(Account.class), Samples::account));
    return samples;
  }

  static byte[] bytes(Random random) {
    byte[] bytes = new byte[random.nextInt(20)];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Any UTF-16, now and then not well-formed. */
  static String text(Random random) {
    int limit = new int[] {128, 0x800, 0x10000}[random.nextInt(3)];
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(20); i > 0; i--) {
      text.append((char) random.nextInt(limit));
    }
    return text.toString();
  }

  static Colour colour(Random random) {
    return Colour.values()[random.nextInt(3)];
  }

  static Point point(Random random) {
    return new Point(random.nextInt(), random.nextInt());
  }

  static List<Point> points(Random random) {
    List<Point> points = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      points.add(point(random));
    }
    return points;
  }

  static List<Long> longs(Random random) {
    return random.longs(random.nextInt(5)).boxed().toList();
  }

  static Instant instant(Random random) {
    return Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
  }

  static Everything everything(Random r) {
    Map<String, @Nullable Long> counts = new LinkedHashMap<>();
    counts.put(text(r), null);
    counts.put("fixed", r.nextLong());
    return new Everything(
        r.nextBoolean(),
        (byte) r.nextInt(),
        (short) r.nextInt(),
        (char) r.nextInt(),
        r.nextInt(),
        r.nextLong(),
        r.nextFloat(),
        r.nextDouble(),
        r.nextBoolean() ? null : r.nextInt(),
        r.nextBoolean() ? null : text(r),
        point(r),
        points(r),
        counts,
        colour(r),
        r.nextBoolean() ? Optional.empty() : Optional.of(text(r)),
        instant(r));
  }

  static @Nullable Tree tree(Random random, int depth) {
    if (depth == 0) {
      return null;
    }
    boolean more = random.nextBoolean();
    return new Tree(
        random.nextInt(), more ? tree(random, depth - 1) : null, tree(random, depth - 1));
  }

  static Shape shape(Random random, int depth) {
    return switch (depth == 0 ? random.nextInt(2) : random.nextInt(3)) {
      case 0 -> new Circle(random.nextDouble());
      case 1 -> new Square(random.nextLong(), text(random));
      default -> new Many(List.of(shape(random, depth - 1), shape(random, depth - 1)));
    };
  }

  static Account account(Random random) {
    Account account = new Account();
    account.id = random.nextBoolean() ? null : text(random);
    account.setCents(random.nextLong());
    account.setOpen(random.nextBoolean());
    account.path = points(random);
    return account;
  }

  static Opaque opaque(Random random) {
    return new Opaque(
        random.nextInt(), new Inner(text(random)), new ArrayList<>(List.of(text(random), "x")));
  }
}
