# Written by pgcompile: change the inventory and compile again.
export PATH=/usr/pgsql/bin:/pg/bin:$PATH
export PGHOME=/usr/pgsql
export PGDATA=/pg/data
export PGPORT=5432
export PGDATABASE=postgres
