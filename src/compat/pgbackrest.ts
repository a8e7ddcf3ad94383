import { always, existsIn, type OptionTable } from './option.js'

/**
 * Options of pgBackRest without the number of a repository or server, and option=word. What 2.45 lists in its help is in every version here; the rest is
 * from release notes. Those of customer keys are silent on the version: 2.45 does not have it, and 2.46 is the next.
 */
export const pgbackrest: OptionTable = {
  ...always('pg-path pg-port pg-version-force annotation archive-async archive-header-check archive-push-queue-max compress-type delta expire-auto'),
  ...always('log-level-console log-level-file lock-path log-path spool-path start-fast process-max'),
  ...always('global global:backup global:restore global:archive-get global:archive-push'),
  ...always('type path cipher-type cipher-pass hardlink retention-full-type retention-full retention-diff retention-archive-type retention-archive', 'repo-'),
  ...always('retention-history bundle bundle-size bundle-limit', 'repo-'),
  ...always('storage-verify-tls storage-ca-file storage-ca-path storage-host storage-port storage-upload-chunk-size', 'repo-'),
  ...always('s3-bucket s3-endpoint s3-key-type s3-key s3-key-secret s3-kms-key-id s3-region s3-role s3-token s3-uri-style', 'repo-'),
  ...always('azure-account azure-container azure-endpoint azure-key-type azure-key azure-uri-style', 'repo-'),
  ...always('gcs-bucket gcs-endpoint gcs-key-type gcs-key', 'repo-'),
  // 2.45 has it as a beta, and refuses a backup with it.
  'repo-block': { since: '2.46', dispensable: true },
  ...from('2.46', 'block-size-map block-age-map block-checksum-size-map block-size-super block-size-super-full s3-sse-customer-key'),
  ...from('2.46', 'type=sftp sftp-host sftp-host-fingerprint sftp-host-key-hash-type sftp-host-port sftp-host-user'),
  ...from('2.46', 'sftp-private-key-file sftp-private-key-passphrase sftp-public-key-file'),
  ...from('2.48', 'storage-tag sftp-host-key-check-type sftp-known-host'),
  ...from('2.55.0', 's3-requester-pays gcs-user-project'),
  ...from('2.57.0', 'symlink'),
  ...from('2.58.0', 'azure-key-type=auto s3-key-type=pod-id'),
  ...from('2.59.0', 's3-key-type=process s3-process-cmd s3-sts-host s3-service'),
  ...from('2.60.0', 'storage-prefetch storage-read-over'),
}

function from(since: string, words: string): OptionTable {
  return Object.fromEntries(words.split(' ').map((word) => [`repo-${word}`, { since }]))
}

/** First version that backs a release of PostgreSQL up. Source: its release notes. */
const releases: Readonly<Record<number, string>> = { 15: '2.39', 16: '2.46', 17: '2.53.1', 18: '2.55.0' }

/** The first version that can back a release of PostgreSQL up, where this one cannot. */
export function neededForRelease(release: number, version: string): string | undefined {
  const since = releases[release]
  return since === undefined || existsIn(version, { since }) ? undefined : since
}
