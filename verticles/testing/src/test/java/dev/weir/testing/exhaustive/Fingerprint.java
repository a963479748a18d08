package dev.weir.testing.exhaustive;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a value consists of, as two numbers: values that look alike have the same, and for others
 * that is as good as impossible. Looks into types that define no equality of their own.
 */
final class Fingerprint {

  /** 128 bits. */
  record Print(long high, long low) {}

  private static final Map<Class<?>, List<Field>> FIELDS = new ConcurrentHashMap<>();

  private final Set<String> ignored;
  private long high = 0x9E3779B97F4A7C15L;
  private long low = 0x14057B7EF767814FL;

  /**
   * @param ignored names of fields that make no difference to what happens next
   */
  Fingerprint(Set<String> ignored) {
    this.ignored = ignored;
  }

  Print print() {
    return new Print(high, low);
  }

  private void mix(long value) {
    high = (high ^ value) * 0xBF58476D1CE4E5B9L;
    high ^= high >>> 29;
    low = (low + value) * 0x94D049BB133111EBL;
    low ^= low >>> 32;
  }

  private void mix(String text) {
    mix(text.length());
    mix(text.hashCode());
  }

  Fingerprint add(Object value) {
    if (value == null) {
      mix(-1);
    } else if (value instanceof Number number) {
      mix(number.longValue());
    } else if (value instanceof String text) {
      mix(text);
    } else if (value instanceof Boolean flag) {
      mix(flag ? 2 : 3);
    } else if (value instanceof Enum<?> constant) {
      mix(constant.ordinal() + 7);
    } else if (value instanceof Optional<?> optional) {
      add(optional.orElse(null));
    } else if (value instanceof OptionalLong optional) {
      mix(optional.orElse(-2));
    } else if (value instanceof Map<?, ?> map) {
      addUnordered(map.entrySet().stream().map(e -> List.of(e.getKey(), e.getValue())).toList());
    } else if (value instanceof Set<?> set) {
      addUnordered(set);
    } else if (value instanceof Iterable<?> elements) {
      mix(11);
      elements.forEach(this::add);
      mix(12);
    } else if (value instanceof Object[] array) {
      add(java.util.Arrays.asList(array));
    } else if (value instanceof long[] array) {
      for (long element : array) {
        mix(element);
      }
    } else if (value instanceof byte[] array) {
      for (byte element : array) {
        mix(element);
      }
    } else {
      addFields(value);
    }
    return this;
  }

  private void addUnordered(Collection<?> elements) {
    List<Long> each = new ArrayList<>();
    for (Object element : elements) {
      Print print = new Fingerprint(ignored).add(element).print();
      each.add(print.high() ^ (print.low() << 1));
    }
    Collections.sort(each);
    mix(13);
    each.forEach(this::mix);
  }

  private void addFields(Object value) {
    mix(value.getClass().getName().hashCode());
    for (Field field : FIELDS.computeIfAbsent(value.getClass(), this::fieldsOf)) {
      try {
        add(field.get(value));
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private List<Field> fieldsOf(Class<?> type) {
    List<Field> fields = new ArrayList<>();
    for (Field field : type.getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers()) && !ignored.contains(field.getName())) {
        field.setAccessible(true);
        fields.add(field);
      }
    }
    return fields;
  }
}
