package io.landfall.storm.local;

import java.nio.ByteBuffer;
import java.util.List;
import org.apache.storm.generated.BeginDownloadResult;
import org.apache.storm.generated.ListBlobsResult;
import org.apache.storm.generated.Nimbus;
import org.apache.storm.generated.OwnerResourceSummary;
import org.apache.storm.generated.ProfileAction;
import org.apache.storm.generated.ProfileRequest;
import org.apache.storm.generated.ReadableBlobMeta;
import org.apache.storm.generated.SettableBlobMeta;
import org.apache.storm.generated.SupervisorAssignments;
import org.apache.storm.generated.SupervisorPageInfo;
import org.apache.storm.generated.SupervisorWorkerHeartbeat;
import org.apache.storm.generated.SupervisorWorkerHeartbeats;
import org.apache.storm.generated.TopologyHistoryInfo;
import org.apache.storm.generated.WorkerMetrics;
import org.apache.storm.thrift.TException;

/**
 * The calls of Storm's Nimbus that are about files, blobs and daemons, passed on to another. Any
 * thread.
 */
public abstract class ForwardingStore implements Nimbus.Iface {

  /** Who answers. */
  protected abstract Nimbus.Iface nimbus();

  @Override
  public void setWorkerProfiler(String id, ProfileRequest request) throws TException {
    nimbus().setWorkerProfiler(id, request);
  }

  @Override
  public List<ProfileRequest> getComponentPendingProfileActions(
      String id, String component, ProfileAction action) throws TException {
    return nimbus().getComponentPendingProfileActions(id, component, action);
  }

  @Override
  public String beginCreateBlob(String key, SettableBlobMeta meta) throws TException {
    return nimbus().beginCreateBlob(key, meta);
  }

  @Override
  public String beginUpdateBlob(String key) throws TException {
    return nimbus().beginUpdateBlob(key);
  }

  @Override
  public void uploadBlobChunk(String session, ByteBuffer chunk) throws TException {
    nimbus().uploadBlobChunk(session, chunk);
  }

  @Override
  public void finishBlobUpload(String session) throws TException {
    nimbus().finishBlobUpload(session);
  }

  @Override
  public void cancelBlobUpload(String session) throws TException {
    nimbus().cancelBlobUpload(session);
  }

  @Override
  public ReadableBlobMeta getBlobMeta(String key) throws TException {
    return nimbus().getBlobMeta(key);
  }

  @Override
  public void setBlobMeta(String key, SettableBlobMeta meta) throws TException {
    nimbus().setBlobMeta(key, meta);
  }

  @Override
  public BeginDownloadResult beginBlobDownload(String key) throws TException {
    return nimbus().beginBlobDownload(key);
  }

  @Override
  public ByteBuffer downloadBlobChunk(String session) throws TException {
    return nimbus().downloadBlobChunk(session);
  }

  @Override
  public void deleteBlob(String key) throws TException {
    nimbus().deleteBlob(key);
  }

  @Override
  public ListBlobsResult listBlobs(String session) throws TException {
    return nimbus().listBlobs(session);
  }

  @Override
  public int getBlobReplication(String key) throws TException {
    return nimbus().getBlobReplication(key);
  }

  @Override
  public int updateBlobReplication(String key, int replication) throws TException {
    return nimbus().updateBlobReplication(key, replication);
  }

  @Override
  public void createStateInZookeeper(String key) throws TException {
    nimbus().createStateInZookeeper(key);
  }

  @Override
  public String beginFileUpload() throws TException {
    return nimbus().beginFileUpload();
  }

  @Override
  public void uploadChunk(String location, ByteBuffer chunk) throws TException {
    nimbus().uploadChunk(location, chunk);
  }

  @Override
  public void finishFileUpload(String location) throws TException {
    nimbus().finishFileUpload(location);
  }

  @Override
  public ByteBuffer downloadChunk(String id) throws TException {
    return nimbus().downloadChunk(id);
  }

  @Override
  public String getNimbusConf() throws TException {
    return nimbus().getNimbusConf();
  }

  @Override
  public SupervisorPageInfo getSupervisorPageInfo(String id, String host, boolean includeSystem)
      throws TException {
    return nimbus().getSupervisorPageInfo(id, host, includeSystem);
  }

  @Override
  public TopologyHistoryInfo getTopologyHistory(String user) throws TException {
    return nimbus().getTopologyHistory(user);
  }

  @Override
  public List<OwnerResourceSummary> getOwnerResourceSummaries(String owner) throws TException {
    return nimbus().getOwnerResourceSummaries(owner);
  }

  @Override
  public SupervisorAssignments getSupervisorAssignments(String node) throws TException {
    return nimbus().getSupervisorAssignments(node);
  }

  @Override
  public void sendSupervisorWorkerHeartbeats(SupervisorWorkerHeartbeats heartbeats)
      throws TException {
    nimbus().sendSupervisorWorkerHeartbeats(heartbeats);
  }

  @Override
  public void sendSupervisorWorkerHeartbeat(SupervisorWorkerHeartbeat heartbeat) throws TException {
    nimbus().sendSupervisorWorkerHeartbeat(heartbeat);
  }

  @Override
  public void processWorkerMetrics(WorkerMetrics metrics) throws TException {
    nimbus().processWorkerMetrics(metrics);
  }

  @Override
  public boolean isRemoteBlobExists(String key) throws TException {
    return nimbus().isRemoteBlobExists(key);
  }
}
