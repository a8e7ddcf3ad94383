/** First major release of PostgreSQL with a piece of pg_hba.conf. Source: its release notes. */
export const postgresHbaSince = {
  /** Names that begin with a slash are regular expressions. */
  pattern: 16,
  /** Lines that include other files. */
  include: 16,
  /** Client names other than the CN of a certificate. */
  clientname: 14,
  /** Method oauth. */
  oauth: 18,
} as const

/** What PgBouncer 1.25 reads of the grammar of pg_hba.conf; it skips any other line, and the next one decides. Source: its manual and change log. */
export const pgbouncerHba = {
  types: ['local', 'host', 'hostssl', 'hostnossl'],
  methods: ['trust', 'reject', 'md5', 'password', 'peer', 'cert', 'scram-sha-256', 'ldap'],
  databaseWords: ['all', 'sameuser'],
} as const
