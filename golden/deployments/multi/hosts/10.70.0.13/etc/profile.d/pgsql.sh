# Written by pgcompile: change the inventory and compile again.
export PATH=/usr/pgsql/bin:/pg/archive-1/bin:$PATH
export PGHOME=/usr/pgsql
export PGDATA=/pg/archive-1/data
export PGPORT=5432
export PGDATABASE=postgres
