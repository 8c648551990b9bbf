package io.landfall.runtime.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The manifest as JSON for people. Its first field, on a line of its own, is the checksum of all
 * bytes behind that line, so that every byte of the file is covered.
 */
final class ManifestFile {

  static final String NAME = "MANIFEST.json";

  private static final String OPENING = "{\n";
  private static final String CHECKSUM_START = OPENING + "  \"crc32c\" : \"";
  private static final String CHECKSUM_END = "\",\n";
  private static final int CHECKSUM_DIGITS = 8;
  private static final int PREFIX_BYTES =
      CHECKSUM_START.length() + CHECKSUM_DIGITS + CHECKSUM_END.length();

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          // The one base of format 2 is a list of layers now.
          .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          .build();
  private static final ObjectWriter WRITER = MAPPER.writer(printer());

  private ManifestFile() {}

  private static DefaultPrettyPrinter printer() {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentObjectsWith(lines);
    printer.indentArraysWith(lines);
    return printer;
  }

  static byte[] render(CheckpointManifest manifest) throws IOException {
    String json = WRITER.writeValueAsString(manifest);
    byte[] rest = (json.substring(OPENING.length()) + "\n").getBytes(StandardCharsets.UTF_8);
    byte[] prefix = prefix(rest).getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(prefix.length + rest.length).put(prefix).put(rest).array();
  }

  private static String prefix(byte[] rest) {
    int checksum = DataFileFormat.checksumOf(ByteBuffer.wrap(rest));
    return CHECKSUM_START + DataFileFormat.hex(checksum) + CHECKSUM_END;
  }

  /**
   * @param where for messages
   * @throws CheckpointCorruptException if any byte is not what was written
   * @throws UnsupportedFormatException if it is whole, but from a newer release
   */
  static CheckpointManifest parse(String where, byte[] bytes) throws IOException {
    if (bytes.length < PREFIX_BYTES) {
      throw new CheckpointCorruptException(where + ": is cut short at byte " + bytes.length);
    }
    byte[] rest = Arrays.copyOfRange(bytes, PREFIX_BYTES, bytes.length);
    String found = new String(bytes, 0, PREFIX_BYTES, StandardCharsets.ISO_8859_1);
    String expected = prefix(rest);
    if (!found.equals(expected)) {
      throw new CheckpointCorruptException(
          where
              + ": begins with "
              + oneLine(found)
              + ", its content calls for "
              + oneLine(expected));
    }
    try {
      JsonNode tree = MAPPER.readTree(bytes);
      checkVersion(where, tree.path("formatVersion").asInt());
      ((ObjectNode) tree).remove("crc32c");
      return MAPPER.treeToValue(tree, CheckpointManifest.class);
    } catch (JsonProcessingException malformed) {
      throw new CheckpointCorruptException(where + ": " + malformed.getOriginalMessage());
    }
  }

  private static void checkVersion(String where, int version) throws IOException {
    if (version > CheckpointManifest.FORMAT_VERSION) {
      throw new UnsupportedFormatException(
          where
              + ": format "
              + version
              + " is of a newer release, this one reads up to "
              + CheckpointManifest.FORMAT_VERSION
              + "; use the newer release or another directory");
    }
  }

  private static String oneLine(String text) {
    return text.replace("\n", "").trim();
  }
}
