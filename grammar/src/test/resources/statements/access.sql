---- a user
CREATE USER alice

---- a user with everything
CREATE USER OR REPLACE alice@'10.%', 'bob the; builder' ON CLUSTER main
IDENTIFIED WITH sha256_password BY 'qwerty;{}'
HOST IP '192.168.0.0/16', LOCAL, NAME 'a.example.com', REGEXP '^b[0-9]{1,3}\\.example\\.com$', LIKE '%.c.com'
DEFAULT ROLE reader, writer
DEFAULT DATABASE posthog
SETTINGS max_memory_usage = 10000000000 MIN 1000 MAX 20000000000 READONLY, PROFILE 'default'
GRANTEES ANY EXCEPT carol

---- hashes
CREATE USER h IDENTIFIED WITH sha256_hash BY '65E84BE33532FB784C48129675F9EFF3A682B27168C0EA744B2CF58EE02337C5' SALT 'x'

---- many ways in
CREATE USER many IDENTIFIED WITH plaintext_password BY '1', bcrypt_password BY '2', ssh_key BY KEY 'AAAA' TYPE 'ssh-ed25519'

---- certificates, ldap, kerberos
CREATE USER c IDENTIFIED WITH ssl_certificate SAN 'URI:spiffe://a/{b}', 'DNS:x;y'

---- ldap
CREATE USER IF NOT EXISTS l IDENTIFIED WITH ldap SERVER 'corp' HOST ANY

---- kerberos
CREATE USER k IDENTIFIED WITH kerberos REALM 'EXAMPLE.COM' HOST NONE

---- http
CREATE USER w IDENTIFIED WITH http SERVER 'basic' SCHEME 'Basic'

---- no password, in a storage
CREATE USER n NOT IDENTIFIED IN local_directory

---- alter a user
ALTER USER IF EXISTS alice RENAME TO alicia HOST ANY ADD SETTINGS max_threads = 8 DROP ALL PROFILES

---- alter a user's authentication
ALTER USER alice ADD IDENTIFIED WITH sha256_password BY 'new; one' VALID UNTIL '2027-01-01 12:00:00'

---- reset
ALTER USER alice RESET AUTHENTICATION METHODS TO NEW

---- drop users
DROP USER IF EXISTS alice, bob@localhost FROM local_directory

---- roles
CREATE ROLE IF NOT EXISTS reader, `writer;` ON CLUSTER main SETTINGS max_threads = 4 CONST

---- alter a role
ALTER ROLE reader RENAME TO readers SETTINGS NONE

---- drop a role
DROP ROLE reader

---- grant everything
GRANT ALL ON *.* TO admin WITH GRANT OPTION

---- grant columns
GRANT ON CLUSTER main SELECT(id, `na;me`), INSERT(id), ALTER UPDATE(id), dictGet ON db.t TO alice, bob WITH REPLACE OPTION

---- grant by prefix
GRANT SELECT ON db*.*, INSERT ON db.events_* TO reader

---- grant roles
GRANT reader, writer TO alice, bob WITH ADMIN OPTION

---- grant what oneself has
GRANT CURRENT GRANTS(SELECT ON db.*, CREATE TABLE ON *.*) TO alice

---- grant sources
GRANT READ, WRITE ON S3 TO alice

---- grant a filtered source
GRANT READ ON S3('s3://bucket/{a,b}/.*') TO alice

---- grant on named collections and users
GRANT NAMED COLLECTION ON bucket TO alice

---- grant impersonation of definers
GRANT SET DEFINER ON alice TO bob

---- grant system commands
GRANT SYSTEM SYNC REPLICA, SYSTEM MERGES, KILL QUERY, SHOW ACCESS, CREATE FUNCTION ON *.* TO ops

---- revoke
REVOKE ON CLUSTER main SELECT(salary), ALTER ON db.staff FROM ALL EXCEPT hr

---- revoke an option
REVOKE GRANT OPTION FOR SELECT ON db.* FROM alice

---- revoke a role's admin option
REVOKE ADMIN OPTION FOR reader FROM alice

---- revoke everything
REVOKE ALL PRIVILEGES ON *.* FROM alice

---- check a grant
CHECK GRANT SELECT(a) ON db.t

---- row policies
CREATE ROW POLICY IF NOT EXISTS own ON db.t, db.u AS RESTRICTIVE FOR SELECT USING owner = currentUser() AND note != '}' TO ALL EXCEPT admin

---- a row policy for a database
CREATE POLICY p ON CLUSTER main ON db.* USING 1 TO reader

---- alter a row policy
ALTER ROW POLICY own ON db.t RENAME TO mine AS PERMISSIVE USING NONE TO NONE

---- drop a row policy
DROP ROW POLICY IF EXISTS own ON db.t, p ON db.*

---- quotas
CREATE QUOTA q KEYED BY client_key, user_name FOR RANDOMIZED INTERVAL 30 minute MAX queries = 123, errors = 5, execution_time = 0.5, FOR INTERVAL 1 month NO LIMITS, FOR 5 quarter TRACKING ONLY TO ALL

---- an older quota
CREATE QUOTA IF NOT EXISTS q NOT KEYED FOR INTERVAL 1 day MAX QUERY SELECTS 10, RESULT ROWS 1000, READ BYTES 1000000000, WRITTEN BYTES 1 TO alice

---- alter a quota
ALTER QUOTA IF EXISTS q KEYED BY forwarded_ip_address FOR INTERVAL 1 hour MAX failed_sequential_authentications = 3

---- drop a quota
DROP QUOTA IF EXISTS q ON CLUSTER main

---- settings profiles
CREATE SETTINGS PROFILE IF NOT EXISTS heavy SETTINGS max_memory_usage = '10G' CHANGEABLE_IN_READONLY, join_algorithm = 'grace_hash,hash', PROFILE 'default' TO alice

---- alter a settings profile
ALTER SETTINGS PROFILE heavy ADD SETTING max_threads = 1 MODIFY SETTING max_memory_usage MAX 5 DROP PROFILES 'default'

---- drop a profile
DROP PROFILE heavy

---- move
MOVE USER alice, bob TO replicated

---- roles of a session
SET ROLE ALL EXCEPT admin

---- default roles
SET DEFAULT ROLE reader, writer TO alice, CURRENT_USER

---- act as another
EXECUTE AS alice SELECT currentUser()

---- masks
CREATE MASKING POLICY m ON db.t UPDATE phone = '***', mail = replaceRegexpOne(mail, '^[^@]{1,64}', '}') WHERE 1 TO reader

---- show
SHOW GRANTS FOR alice, CURRENT_USER WITH IMPLICIT FINAL

---- show create
SHOW CREATE USER alice, bob

---- show create policies
SHOW CREATE ROW POLICY own ON db.t

---- show access
SHOW ACCESS

---- show current roles
SHOW CURRENT ROLES

---- show privileges
SHOW PRIVILEGES
