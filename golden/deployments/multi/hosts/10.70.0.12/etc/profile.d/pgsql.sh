# Written by pgcompile: change the inventory and compile again.
export PATH=/usr/pgsql/bin:/pg/accounts-2/bin:$PATH
export PGHOME=/usr/pgsql
export PGDATA=/pg/accounts-2/data
export PGPORT=5432
export PGDATABASE=postgres
