# Written by pgcompile: change the inventory and compile again.
export PATH=/usr/lib/postgresql/15/bin:/pg/bin:$PATH
export PGHOME=/usr/lib/postgresql/15
export PGDATA=/pg/data
export PGPORT=5432
export PGDATABASE=postgres
