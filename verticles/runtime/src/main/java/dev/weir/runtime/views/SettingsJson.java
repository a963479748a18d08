package dev.weir.runtime.views;

import dev.weir.config.Configuration;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** What a job was configured with, and where each value came from; secrets are not in it. */
final class SettingsJson {

  private SettingsJson() {}

  static JsonObject of(Configuration configuration) {
    JsonArray settings = new JsonArray();
    configuration
        .settings()
        .forEach(
            (key, setting) ->
                settings.add(
                    new JsonObject()
                        .put("key", key)
                        .put("value", configuration.shown(key))
                        .put("secret", configuration.isSecret(key))
                        .put("origin", kind(setting.origin().description()))
                        .put("where", setting.origin().description())));
    return new JsonObject().put("settings", settings);
  }

  private static String kind(String origin) {
    if (origin.startsWith("reference.yaml:")) {
      return "default";
    }
    if (origin.startsWith("environment variable")) {
      return "environment";
    }
    return origin.equals("program") || origin.equals("command line") ? origin : "file";
  }
}
