package io.landfall.runtime.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The local disk, with a record of what changes it, and failures on demand. */
final class RecordingDisk implements Disk {

  final List<String> calls = new ArrayList<>();

  /** Calls that start so fail. */
  String failing = "-";

  private final LocalDisk disk = new LocalDisk();

  private void call(String what, Path path) throws IOException {
    String call = what + " " + path.getFileName();
    synchronized (calls) {
      calls.add(call);
    }
    if (call.startsWith(failing)) {
      throw new IOException("as asked: " + call);
    }
  }

  @Override
  public Writer create(Path file) throws IOException {
    call("create", file);
    Writer writer = disk.create(file);
    return new Writer() {
      @Override
      public void write(ByteBuffer bytes) throws IOException {
        writer.write(bytes);
      }

      @Override
      public void sync() throws IOException {
        call("sync", file);
        writer.sync();
      }

      @Override
      public void close() throws IOException {
        writer.close();
      }
    };
  }

  @Override
  public void syncFolder(Path folder) throws IOException {
    call("sync", folder);
    disk.syncFolder(folder);
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    call("rename " + from.getFileName(), to);
    disk.rename(from, to);
  }

  @Override
  public void link(Path existing, Path link) throws IOException {
    call("link", link);
    disk.link(existing, link);
  }

  @Override
  public void createFolders(Path folder) throws IOException {
    call("folders", folder);
    disk.createFolders(folder);
  }

  @Override
  public void delete(Path path) throws IOException {
    disk.delete(path);
  }

  @Override
  public Reader open(Path file) throws IOException {
    return disk.open(file);
  }

  @Override
  public List<String> list(Path folder) throws IOException {
    return disk.list(folder);
  }

  @Override
  public boolean exists(Path path) throws IOException {
    return disk.exists(path);
  }

  @Override
  public boolean isFolder(Path path) throws IOException {
    return disk.isFolder(path);
  }

  @Override
  public boolean isWritable(Path folder) {
    return disk.isWritable(folder);
  }

  @Override
  public Closeable tryLock(Path file) throws IOException {
    return disk.tryLock(file);
  }
}
