package io.landfall.storm.launch;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.storm.shade.net.minidev.json.JSONValue;

/** The system properties that the {@code storm} script would set, until closed. */
final class ClientProperties implements AutoCloseable {

  private final Map<String, String> before = new HashMap<>();

  /**
   * @param jar the file that the submitter uploads: a stub, since nothing is to be copied
   * @param conf a text is taken for JSON if it is, as on the {@code storm} command line
   */
  ClientProperties(Path jar, Map<String, Object> conf) {
    set("storm.jar", jar.toString());
    set(
        "storm.options",
        conf.entrySet().stream()
            .map(entry -> encode(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining(",")));
  }

  private static String encode(String key, Object value) {
    String text = value instanceof String raw ? raw : JSONValue.toJSONString(value);
    return URLEncoder.encode(key + "=" + text, StandardCharsets.UTF_8);
  }

  private void set(String key, String value) {
    before.put(key, System.getProperty(key));
    System.setProperty(key, value);
  }

  @Override
  public void close() {
    before.forEach(
        (key, value) -> {
          if (value == null) {
            System.clearProperty(key);
          } else {
            System.setProperty(key, value);
          }
        });
  }
}
