package dev.weir.runtime.views;

import dev.weir.api.JobID;
import dev.weir.runtime.bus.Addresses;
import dev.weir.runtime.json.JsonMessages;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The view of a job as a set of named parts, and their way to whoever shows them. Used on one event
 * loop.
 *
 * <p>What has changed is published to {@link Addresses#VIEWS} soon after, each part as a whole and
 * in its latest form only: {@code {"jid", "epoch", "seq", "parts": [{"part", "key", "data"}]}};
 * {@code data} is absent when the part is gone. Numbers follow each other without a gap within an
 * epoch, so who misses one knows, and asks {@link Addresses#view} for everything.
 */
final class ViewParts {

  private static final long COALESCE_MILLIS = 50;

  /** The name of a part and, where there are several of it, which one. */
  record Name(String part, @Nullable String key) {}

  private final JobID jobId;
  private final String epoch = UUID.randomUUID().toString();
  private final Map<Name, Supplier<@Nullable JsonObject>> parts = new LinkedHashMap<>();
  private final Set<Name> changed = new LinkedHashSet<>();
  private final List<MessageConsumer<JsonObject>> consumers = new ArrayList<>();
  private @Nullable Vertx vertx;
  private boolean scheduled;
  private long sequence;

  ViewParts(JobID jobId) {
    this.jobId = jobId;
  }

  /**
   * Begins to publish, and to answer requests.
   *
   * @param other answers what is asked of the view beyond its parts; null: there is nothing of that
   *     name
   */
  void open(Vertx on, Function<JsonObject, @Nullable JsonObject> other) {
    vertx = on;
    consumers.add(
        on.eventBus()
            .consumer(
                Addresses.view(jobId),
                JsonMessages.reading("question about a job", asked -> answer(asked, other))));
    consumers.add(on.eventBus().consumer(Addresses.VIEWS_ASKED, asked -> publishNow()));
  }

  void close() {
    vertx = null;
    consumers.forEach(MessageConsumer::unregister);
  }

  /** A part that there is from now on. */
  void add(String part, Supplier<@Nullable JsonObject> content) {
    add(part, null, content);
  }

  void add(String part, @Nullable String key, Supplier<@Nullable JsonObject> content) {
    Name name = new Name(part, key);
    parts.put(name, content);
    mark(name);
  }

  void remove(String part, String key) {
    Name name = new Name(part, key);
    if (parts.remove(name) != null) {
      mark(name);
    }
  }

  void changed(String part) {
    mark(new Name(part, null));
  }

  void changed(String part, String key) {
    mark(new Name(part, key));
  }

  private void mark(Name name) {
    changed.add(name);
    Vertx on = vertx;
    if (on != null && !scheduled) {
      scheduled = true;
      on.setTimer(
          COALESCE_MILLIS,
          timer -> {
            if (scheduled) {
              publishNow();
            }
          });
    }
  }

  /** Publishes what has changed without waiting for more; an empty message is a sign of life. */
  void publishNow() {
    scheduled = false;
    Vertx on = vertx;
    if (on == null) {
      return;
    }
    JsonArray array = new JsonArray();
    changed.forEach(name -> array.add(json(name)));
    changed.clear();
    sequence++;
    on.eventBus().publish(Addresses.VIEWS, message(array));
  }

  /** Publishes one part that is not kept, to whoever looks now. */
  void publishOnce(String part, JsonObject data) {
    Vertx on = vertx;
    if (on != null) {
      sequence++;
      on.eventBus()
          .publish(
              Addresses.VIEWS,
              message(new JsonArray().add(new JsonObject().put("part", part).put("data", data))));
    }
  }

  private JsonObject message(JsonArray content) {
    return new JsonObject()
        .put("jid", jobId.toString())
        .put("epoch", epoch)
        .put("seq", sequence)
        .put("parts", content);
  }

  private JsonObject json(Name name) {
    JsonObject json = new JsonObject().put("part", name.part());
    if (name.key() != null) {
      json.put("key", name.key());
    }
    Supplier<@Nullable JsonObject> content = parts.get(name);
    JsonObject data = content == null ? null : content.get();
    return data == null ? json : json.put("data", data);
  }

  private void answer(Message<JsonObject> asked, Function<JsonObject, @Nullable JsonObject> other) {
    if ("snapshot".equals(asked.body().getString("type"))) {
      publishNow();
      JsonArray all = new JsonArray();
      parts.keySet().forEach(name -> all.add(json(name)));
      asked.reply(message(all));
      return;
    }
    JsonObject answer = other.apply(asked.body());
    if (answer == null) {
      asked.fail(404, "the job has no " + asked.body().encode());
    } else {
      asked.reply(answer);
    }
  }
}
