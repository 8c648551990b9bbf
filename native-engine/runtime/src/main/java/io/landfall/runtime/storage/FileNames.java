package io.landfall.runtime.storage;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Names of files and folders. */
final class FileNames {

  static final String CHECKPOINT = "chk-";
  static final String UNFINISHED = "tmp-";
  static final String DOOMED = "old-";
  static final String DAMAGED = "damaged-";

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");

  /** File systems allow 255 bytes. */
  private static final int MAX_JOB_NAME_BYTES = 180;

  private FileNames() {}

  /**
   * A folder name for a job: letters, digits, {@code - _} stand for themselves, other bytes become
   * {@code %hh}; different jobs never get the same one. Too long ones end in a hash.
   */
  static String ofJob(String jobName) {
    StringBuilder name = new StringBuilder();
    for (byte each : jobName.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (each & 0xff);
      boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
      if (plain || c == '-' || c == '_') {
        name.append(c);
      } else {
        name.append('%').append(HexFormat.of().toHexDigits(each));
      }
    }
    if (name.isEmpty()) {
      return "%";
    }
    // A percent sign before something that is no digit: no short name has that.
    return name.length() <= MAX_JOB_NAME_BYTES
        ? name.toString()
        : name.substring(0, MAX_JOB_NAME_BYTES - 70) + "%-" + sha256(jobName);
  }

  /** Part of a file name: 16 characters, others for another job. */
  static String shortOf(String jobName) {
    return sha256(jobName).substring(0, 16);
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException everyPlatformHasIt) {
      throw new IllegalStateException(everyPlatformHasIt);
    }
  }

  static String of(String prefix, long checkpointId) {
    // Digits of the language of whoever runs it would be another name.
    return String.format(Locale.ROOT, "%s%08d", prefix, checkpointId);
  }

  /** The id in a name that {@link #of(String, long)} made with this prefix; empty for others. */
  static OptionalLong idOf(String prefix, String name) {
    if (!name.startsWith(prefix)) {
      return OptionalLong.empty();
    }
    try {
      long id = Long.parseLong(name.substring(prefix.length()));
      return of(prefix, id).equals(name) ? OptionalLong.of(id) : OptionalLong.empty();
    } catch (NumberFormatException another) {
      return OptionalLong.empty();
    }
  }

  /** The ids in those of {@code names} that have this prefix, the smallest first. */
  static List<Long> idsOf(String prefix, List<String> names) {
    return names.stream()
        .map(name -> idOf(prefix, name))
        .filter(OptionalLong::isPresent)
        .map(OptionalLong::getAsLong)
        .sorted()
        .toList();
  }

  /**
   * @throws IllegalArgumentException if {@code name} could lead out of its folder
   */
  static String requirePlain(String name) {
    if (!PLAIN.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "file name '" + name + "': only letters, digits and - _ . are allowed");
    }
    return name;
  }
}
