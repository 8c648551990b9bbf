package io.landfall.storm.blob;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.storm.Config;

/**
 * A blob that a topology wants as a file: an entry of its {@code topology.blobstore.map}.
 *
 * @param localName of the file, or of the folder if it is unpacked
 * @param unpack whether it is an archive to be unpacked; which kind its key ends with
 * @param restart whether the topology is to be started again when the blob is updated
 */
public record BlobFile(String key, String localName, boolean unpack, boolean restart) {

  /** What is beside the blobs in a worker's folder. */
  private static final Set<String> TAKEN = Set.of("resources", "pids", BlobFolder.STORE);

  /**
   * All that a topology's configuration names.
   *
   * @throws IllegalArgumentException if one cannot be a file in a folder with the others
   */
  public static List<BlobFile> of(Map<String, Object> conf) {
    if (!(conf.get(Config.TOPOLOGY_BLOBSTORE_MAP) instanceof Map<?, ?> wanted)) {
      return List.of();
    }
    List<BlobFile> files = new ArrayList<>();
    Set<String> names = new HashSet<>(TAKEN);
    wanted.forEach(
        (key, settings) -> {
          Map<?, ?> given = settings instanceof Map<?, ?> map ? map : Map.of();
          Object name = given.get("localname") == null ? key : given.get("localname");
          BlobFile file =
              new BlobFile(
                  key.toString(),
                  name.toString(),
                  isTrue(given.get("uncompress")),
                  isTrue(given.get("workerRestart")));
          if (!isFileName(file.localName) || !names.add(file.localName)) {
            throw new IllegalArgumentException(
                Config.TOPOLOGY_BLOBSTORE_MAP
                    + " wants the blob '"
                    + key
                    + "' as '"
                    + name
                    + "', which is no file name, or is taken; give it another localname");
          }
          files.add(file);
        });
    return files;
  }

  private static boolean isTrue(Object setting) {
    return Boolean.parseBoolean(String.valueOf(setting));
  }

  private static boolean isFileName(String name) {
    return !name.isEmpty()
        && !name.equals(".")
        && !name.equals("..")
        && name.indexOf('/') < 0
        && name.indexOf('\\') < 0
        && name.indexOf('\0') < 0;
  }
}
