package io.landfall.storm.local;

import io.landfall.storm.blob.Blobs;
import java.nio.ByteBuffer;
import org.apache.storm.generated.BeginDownloadResult;
import org.apache.storm.generated.KeyAlreadyExistsException;
import org.apache.storm.generated.KeyNotFoundException;
import org.apache.storm.generated.ListBlobsResult;
import org.apache.storm.generated.ReadableBlobMeta;
import org.apache.storm.generated.SettableBlobMeta;
import org.apache.storm.thrift.TException;

/**
 * The calls of Storm's Nimbus that are about blobs. Nothing is replicated: there is one process.
 */
abstract class InProcessBlobs {

  private static final int ONE_COPY = 1;

  private final Blobs blobs;

  InProcessBlobs(Blobs blobs) {
    this.blobs = blobs;
  }

  public String beginCreateBlob(String key, SettableBlobMeta meta)
      throws KeyAlreadyExistsException {
    return blobs.beginCreate(key, meta);
  }

  public String beginUpdateBlob(String key) throws KeyNotFoundException {
    return blobs.beginUpdate(key);
  }

  public void uploadBlobChunk(String session, ByteBuffer chunk) throws TException {
    blobs.upload(session, chunk);
  }

  public void finishBlobUpload(String session) throws TException {
    blobs.finish(session);
  }

  public void cancelBlobUpload(String session) throws TException {
    blobs.cancel(session);
  }

  public ReadableBlobMeta getBlobMeta(String key) throws KeyNotFoundException {
    return blobs.meta(key);
  }

  public void setBlobMeta(String key, SettableBlobMeta meta) throws KeyNotFoundException {
    blobs.setMeta(key, meta);
  }

  public BeginDownloadResult beginBlobDownload(String key) throws KeyNotFoundException {
    return blobs.beginDownload(key);
  }

  public ByteBuffer downloadBlobChunk(String session) throws TException {
    return blobs.download(session);
  }

  public void deleteBlob(String key) throws KeyNotFoundException {
    blobs.delete(key);
  }

  public ListBlobsResult listBlobs(String session) {
    return blobs.list(session);
  }

  public int getBlobReplication(String key) throws KeyNotFoundException {
    blobs.meta(key);
    return ONE_COPY;
  }

  public int updateBlobReplication(String key, int copies) throws KeyNotFoundException {
    return getBlobReplication(key);
  }

  public boolean isRemoteBlobExists(String key) {
    return blobs.contains(key);
  }

  /** There is no ZooKeeper to be told. */
  public void createStateInZookeeper(String key) {}
}
