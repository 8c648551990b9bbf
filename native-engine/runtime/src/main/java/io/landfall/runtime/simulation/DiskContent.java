package io.landfall.runtime.simulation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * The content of a file, and how much of it a power failure would leave. Content is only ever
 * appended. A file is below 2 GiB.
 *
 * <p>A sync that failed is modelled after what Linux does (Rebello et al., "Can Applications
 * Recover from fsync Failures?", USENIX ATC 2020): the pages count as written from then on, so
 * programs read them as before while the medium may never have got them, and the next sync does not
 * try again.
 */
final class DiskContent {

  private static final int MAX_BYTES = Integer.MAX_VALUE - 8;
  private static final int FIRST_CAPACITY_BYTES = 64;

  /** Writers, readers and locks; not those that a power failure ended. */
  int handleCount;

  boolean locked;

  /** All that ever were names of it. */
  private final List<DiskFile> files = new ArrayList<>();

  private byte[] bytes = new byte[0];
  private int lengthBytes;

  /** Length that a power failure leaves at least. */
  private int durableBytes;

  /** Behind this is what no sync, done or failed, has covered. */
  private int dirtyFromBytes;

  /** What failed syncs covered; may also be below {@link #durableBytes}. */
  private final List<Range> dropped = new ArrayList<>();

  private record Range(int fromBytes, int toBytes) {}

  /** Makes a name of it, which is nowhere yet. */
  DiskFile newFile() {
    DiskFile file = new DiskFile(this);
    files.add(file);
    return file;
  }

  /** True if programs find it under any name. */
  boolean isNamed() {
    return files.stream().anyMatch(file -> file.place != null);
  }

  int lengthBytes() {
    return lengthBytes;
  }

  /** Appends the next {@code count} of {@code source}. */
  void append(ByteBuffer source, int count) throws IOException {
    if (count > MAX_BYTES - lengthBytes) {
      throw new IOException("File too large");
    }
    int needed = lengthBytes + count;
    if (needed > bytes.length) {
      long doubled = Math.max(FIRST_CAPACITY_BYTES, 2L * bytes.length);
      bytes = Arrays.copyOf(bytes, (int) Math.min(MAX_BYTES, Math.max(needed, doubled)));
    }
    source.get(bytes, lengthBytes, count);
    lengthBytes = needed;
  }

  /**
   * @return bytes read; 0 at the end and behind it
   */
  int read(long offsetBytes, ByteBuffer into) {
    if (offsetBytes < 0) {
      throw new IllegalArgumentException("offset " + offsetBytes);
    }
    int count = (int) Math.min(into.remaining(), Math.max(0, lengthBytes - offsetBytes));
    if (count > 0) {
      into.put(bytes, (int) offsetBytes, count);
    }
    return count;
  }

  void sync() {
    durableBytes = lengthBytes;
    dirtyFromBytes = lengthBytes;
  }

  void failSync() {
    if (dirtyFromBytes < lengthBytes) {
      dropped.add(new Range(dirtyFromBytes, lengthBytes));
      dirtyFromBytes = lengthBytes;
    }
  }

  /** The power fails: what is not durable is lost, kept, torn or garbled; the rest is durable. */
  void crash(RandomGenerator random) {
    int unsynced = lengthBytes - durableBytes;
    if (unsynced > 0) {
      switch (random.nextInt(4)) {
        case 0 -> lengthBytes = durableBytes;
        case 1 -> lengthBytes = durableBytes + random.nextInt(unsynced);
        case 2 -> garble(random, durableBytes, lengthBytes);
        default -> {
          // Kept: the system had written it back in time.
        }
      }
    }
    for (Range each : dropped) {
      int end = Math.min(each.toBytes(), lengthBytes);
      if (each.fromBytes() < end && random.nextBoolean()) {
        garble(random, each.fromBytes(), end);
      }
    }
    dropped.clear();
    sync();
  }

  /** Zeros (allocated, never written) or noise in a part, not empty, of the range. */
  private void garble(RandomGenerator random, int fromBytes, int toBytes) {
    int start = fromBytes + random.nextInt(toBytes - fromBytes);
    int end = start + 1 + random.nextInt(toBytes - start);
    byte[] noise = new byte[end - start];
    if (random.nextBoolean()) {
      random.nextBytes(noise);
    }
    System.arraycopy(noise, 0, bytes, start, noise.length);
  }

  /** The file must not be empty. */
  void flipBit(Random random) {
    bytes[random.nextInt(lengthBytes)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
  }

  /** The file must not be empty. */
  void truncate(Random random) {
    lengthBytes = random.nextInt(lengthBytes);
    durableBytes = Math.min(durableBytes, lengthBytes);
    dirtyFromBytes = Math.min(dirtyFromBytes, lengthBytes);
    dropped.replaceAll(each -> new Range(each.fromBytes(), Math.min(each.toBytes(), lengthBytes)));
  }
}
