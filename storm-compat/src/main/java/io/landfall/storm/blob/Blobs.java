package io.landfall.storm.blob;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.storm.generated.BeginDownloadResult;
import org.apache.storm.generated.KeyAlreadyExistsException;
import org.apache.storm.generated.KeyNotFoundException;
import org.apache.storm.generated.ListBlobsResult;
import org.apache.storm.generated.ReadableBlobMeta;
import org.apache.storm.generated.SettableBlobMeta;
import org.apache.storm.thrift.TException;

/**
 * Blobs by key, in memory, with the sessions of uploads and downloads: what Storm's Nimbus answers
 * its blob calls from. An upload is visible once it is finished. Any thread.
 */
public final class Blobs {

  private static final int CHUNK_BYTES = 300 * 1_024;

  /** Told of each upload that is finished, on the thread that finished it. */
  public interface Listener {
    void onUpdate(String key);
  }

  /**
   * What a blob holds.
   *
   * @param version goes up with each upload
   */
  public record Content(byte[] bytes, long version) {}

  private record Blob(byte[] content, SettableBlobMeta meta, long version) {}

  private record Upload(String key, SettableBlobMeta meta, ByteArrayOutputStream content) {}

  private final Map<String, Blob> blobs = new TreeMap<>();
  private final Map<String, Upload> uploads = new HashMap<>();
  private final Map<String, ByteArrayInputStream> downloads = new HashMap<>();
  private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
  private long versions;

  public void add(Listener listener) {
    listeners.add(listener);
  }

  public void remove(Listener listener) {
    listeners.remove(listener);
  }

  /** By reference: not to be changed. */
  public synchronized Content read(String key) throws KeyNotFoundException {
    Blob blob = existing(key);
    return new Content(blob.content, blob.version);
  }

  /** Starts the upload of a new blob; its chunks go to the session that is returned. */
  public synchronized String beginCreate(String key, SettableBlobMeta meta)
      throws KeyAlreadyExistsException {
    if (blobs.containsKey(key)) {
      throw new KeyAlreadyExistsException("blob '" + key + "' is there already");
    }
    return begin(key, meta);
  }

  /** Starts the upload of new content for a blob. */
  public synchronized String beginUpdate(String key) throws KeyNotFoundException {
    return begin(key, existing(key).meta);
  }

  private String begin(String key, SettableBlobMeta meta) {
    String session = UUID.randomUUID().toString();
    uploads.put(session, new Upload(key, meta, new ByteArrayOutputStream()));
    return session;
  }

  public synchronized void upload(String session, ByteBuffer chunk) throws TException {
    byte[] bytes = new byte[chunk.remaining()];
    chunk.get(bytes);
    open(session).content.writeBytes(bytes);
  }

  public void finish(String session) throws TException {
    String key = store(session);
    listeners.forEach(listener -> listener.onUpdate(key));
  }

  private synchronized String store(String session) throws TException {
    Upload upload = open(session);
    uploads.remove(session);
    blobs.put(upload.key, new Blob(upload.content.toByteArray(), upload.meta, ++versions));
    return upload.key;
  }

  public synchronized void cancel(String session) throws TException {
    open(session);
    uploads.remove(session);
  }

  private Upload open(String session) throws TException {
    Upload upload = uploads.get(session);
    if (upload == null) {
      throw new TException("no blob is being uploaded in session '" + session + "'");
    }
    return upload;
  }

  public synchronized ReadableBlobMeta meta(String key) throws KeyNotFoundException {
    Blob blob = existing(key);
    return new ReadableBlobMeta(blob.meta, blob.version);
  }

  public synchronized void setMeta(String key, SettableBlobMeta meta) throws KeyNotFoundException {
    Blob blob = existing(key);
    blobs.put(key, new Blob(blob.content, meta, blob.version));
  }

  public synchronized boolean contains(String key) {
    return blobs.containsKey(key);
  }

  /** Starts a download; its chunks come from the session that is in the result. */
  public synchronized BeginDownloadResult beginDownload(String key) throws KeyNotFoundException {
    Blob blob = existing(key);
    String session = UUID.randomUUID().toString();
    downloads.put(session, new ByteArrayInputStream(blob.content));
    BeginDownloadResult result = new BeginDownloadResult(blob.version, session);
    result.set_data_size(blob.content.length);
    return result;
  }

  /** The next chunk; an empty one, once, behind the last. */
  public synchronized ByteBuffer download(String session) throws TException {
    ByteArrayInputStream rest = downloads.get(session);
    if (rest == null) {
      throw new TException("no blob is being downloaded in session '" + session + "'");
    }
    byte[] chunk = new byte[Math.min(CHUNK_BYTES, rest.available())];
    rest.readNBytes(chunk, 0, chunk.length);
    if (chunk.length == 0) {
      downloads.remove(session);
    }
    return ByteBuffer.wrap(chunk);
  }

  public synchronized void delete(String key) throws KeyNotFoundException {
    existing(key);
    blobs.remove(key);
  }

  /** All keys, in one go: there is nothing behind the session that is returned. */
  public synchronized ListBlobsResult list(String session) {
    boolean isFirst = session == null || session.isEmpty();
    return new ListBlobsResult(
        isFirst ? new ArrayList<>(blobs.keySet()) : new ArrayList<>(), "listed");
  }

  private Blob existing(String key) throws KeyNotFoundException {
    Blob blob = blobs.get(key);
    if (blob == null) {
      throw new KeyNotFoundException("no blob '" + key + "'");
    }
    return blob;
  }
}
