package dev.weir.config;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads a YAML text of nested mappings into dotted keys, each with its line.
 *
 * <p>It works on the parser's events, so nothing is ever constructed from a tag, nothing recurses
 * on nested text, and no alias is expanded: tags, anchors, aliases and lists are refused.
 */
final class YamlSettings {

  /** Keys have no more than a few parts; without a limit, a hostile text makes huge ones. */
  private static final int MAX_DEPTH = 16;

  private final String file;
  private final Map<String, Setting> settings = new LinkedHashMap<>();
  private final Deque<String> sections = new ArrayDeque<>();
  private @Nullable String pendingKey;
  private int documents;

  private YamlSettings(String file) {
    this.file = file;
  }

  /**
   * @param file what the text is called in origins and messages
   */
  static Map<String, Setting> read(String file, String text) {
    YamlSettings reader = new YamlSettings(file);
    LoadSettings limits = LoadSettings.builder().setLabel(file).build();
    try {
      new Parse(limits).parseString(text).forEach(reader::accept);
    } catch (MarkedYamlEngineException e) {
      throw reader.malformed(lineOf(e.getProblemMark()), e.getProblem(), e);
    } catch (YamlEngineException e) {
      throw new ConfigurationException(file + " is not YAML: " + e.getMessage(), e);
    } catch (ConfigurationException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      // what the parser throws for an escape without its digits, or of no character
      throw new ConfigurationException(
          file + " is not YAML: a character is written in a way that none has: " + e.getMessage(),
          e);
    }
    return reader.settings;
  }

  private void accept(Event event) {
    int line = lineOf(event.getStartMark());
    switch (event.getEventId()) {
      case DocumentStart -> startDocument(line);
      case MappingStart -> startMapping((MappingStartEvent) event, line);
      case MappingEnd -> sections.pollLast();
      case Scalar -> scalar((ScalarEvent) event, line);
      case SequenceStart -> throw unexpected(line, "a list");
      case Alias -> throw unexpected(line, "an alias");
      case StreamStart, StreamEnd, DocumentEnd, SequenceEnd, Comment -> {
        // carry no setting
      }
    }
  }

  private void startDocument(int line) {
    if (++documents > 1) {
      throw unexpected(line, "a second document");
    }
  }

  private void startMapping(MappingStartEvent event, int line) {
    refuse(event.getAnchor(), event.getTag(), line);
    if (sections.size() == MAX_DEPTH) {
      throw unexpected(line, "sections more than " + MAX_DEPTH + " deep");
    }
    if (pendingKey != null) {
      sections.addLast(pendingKey);
      pendingKey = null;
    } else if (!sections.isEmpty()) {
      throw unexpected(line, "a mapping in the place of a key");
    } else {
      sections.addLast("");
    }
  }

  private void scalar(ScalarEvent event, int line) {
    refuse(event.getAnchor(), event.getTag(), line);
    if (sections.isEmpty()) {
      if (!event.getValue().isEmpty()) {
        throw unexpected(line, "the text \"" + event.getValue() + "\"");
      }
      return; // a file with nothing but comments
    }
    if (pendingKey == null) {
      pendingKey = qualified(event.getValue());
      return;
    }
    put(pendingKey, event, line);
    pendingKey = null;
  }

  private void put(String key, ScalarEvent event, int line) {
    String value = event.getValue();
    if (event.isPlain() && (value.isEmpty() || value.equals("~") || value.equals("null"))) {
      throw new ConfigurationException(
          "%s has no value (%s), expected one; leave the line out to keep the default"
              .formatted(key, Origin.line(file, line)));
    }
    Setting earlier = settings.put(key, new Setting(value, Origin.line(file, line)));
    if (earlier != null) {
      throw new ConfigurationException(
          "%s is set twice (%s and line %d), expected once".formatted(key, earlier.origin(), line));
    }
  }

  private String qualified(String name) {
    String section = sections.getLast();
    return section.isEmpty() ? name : section + "." + name;
  }

  private void refuse(Optional<Anchor> anchor, Optional<String> tag, int line) {
    if (anchor.isPresent()) {
      throw unexpected(line, "the anchor &" + anchor.get().getValue());
    }
    if (tag.isPresent()) {
      throw unexpected(line, "the tag " + tag.get());
    }
  }

  private ConfigurationException unexpected(int line, String found) {
    return new ConfigurationException(
        "%s holds %s, expected nothing but sections, keys and values"
            .formatted(Origin.line(file, line), found));
  }

  private ConfigurationException malformed(int line, String problem, Throwable cause) {
    return new ConfigurationException(
        "%s is not YAML: %s".formatted(Origin.line(file, line), problem), cause);
  }

  private static int lineOf(Optional<Mark> mark) {
    return mark.map(Mark::getLine).orElse(0) + 1;
  }
}
