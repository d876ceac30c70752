-- The database on which every proven query of the corpus is run. The functions, the operator and the casts here
-- change data, so a query that reaches one of them shows.
CREATE SCHEMA app;
CREATE TYPE public.mood AS ENUM ('good', 'bad');
CREATE TABLE public.users (
  id int PRIMARY KEY, name text, email text, active boolean, age int, team_id int, manager_id int,
  created_at timestamptz DEFAULT now(), last_login timestamptz, profile jsonb, tags text[], feeling public.mood
);
CREATE TABLE public.teams (id int PRIMARY KEY, name text, budget numeric(12, 2));
CREATE TABLE public.orders (
  id serial PRIMARY KEY, user_id int, status text, total numeric(12, 2), created_at timestamptz, items jsonb, discount int
);
CREATE TABLE public.events (id bigserial PRIMARY KEY, kind text, payload jsonb, at timestamptz, source inet, during tstzrange);
CREATE TABLE app.logs (id bigserial PRIMARY KEY, level text, message text, service text, at timestamptz, latency_ms double precision);
CREATE TABLE app.metrics (host text, name text, value double precision, at timestamptz);
CREATE VIEW app.active_users AS SELECT id, name, email FROM public.users WHERE active;
CREATE TABLE public.pg_stat_statements (
  queryid bigint, query text, calls bigint, rows bigint, mean_exec_time double precision, total_exec_time double precision
);
CREATE TABLE public.secrets (id int, value text);
CREATE TABLE public.effects_seen (what text);
INSERT INTO public.teams VALUES (1, 'platform', 1000), (2, 'payments', 2500.50);
INSERT INTO public.users SELECT i, 'user ' || i, 'u' || i || '@example.com', i % 2 = 0, 20 + i, 1 + i % 2, nullif(i - 1, 0),
  now() - i * interval '1 day', now(), jsonb_build_object('city', 'Bern', 'level', i, 'tags', jsonb_build_array('a', 'b')),
  ARRAY['a', 'b'], 'good' FROM generate_series(1, 20) i;
INSERT INTO public.orders (user_id, status, total, created_at, items, discount)
  SELECT 1 + i % 20, (ARRAY['new', 'paid', 'sent'])[1 + i % 3], i * 1.5, now() - i * interval '3 hours',
  '[{"sku": "x", "qty": 2}]', i % 7 FROM generate_series(1, 60) i;
INSERT INTO public.events (kind, payload, at, source, during) SELECT (ARRAY['click', 'view'])[1 + i % 2],
  jsonb_build_object('n', i, 'who', jsonb_build_object('id', i)), now() - i * interval '1 minute', '10.0.0.1',
  tstzrange(now() - interval '1 hour', now()) FROM generate_series(1, 40) i;
INSERT INTO app.logs (level, message, service, at, latency_ms) SELECT (ARRAY['info', 'warn', 'error'])[1 + i % 3],
  'request ' || i || ' failed with 50% loss', 'api', now() - i * interval '1 minute', i * 3.7 FROM generate_series(1, 50) i;
INSERT INTO app.metrics SELECT 'h' || i % 3, 'cpu', i, now() - i * interval '1 minute' FROM generate_series(1, 30) i;
CREATE FUNCTION public.mark(what text) RETURNS int LANGUAGE sql AS 'INSERT INTO public.effects_seen VALUES (what) RETURNING 1';
CREATE FUNCTION public.purge(u public.users) RETURNS int LANGUAGE sql AS 'INSERT INTO public.effects_seen VALUES (''purge'') RETURNING 1';
CREATE FUNCTION public.evil(n int) RETURNS int LANGUAGE sql AS 'INSERT INTO public.effects_seen VALUES (''evil'') RETURNING 1';
CREATE FUNCTION app.count(n int) RETURNS int LANGUAGE sql AS 'INSERT INTO public.effects_seen VALUES (''count'') RETURNING 1';
CREATE FUNCTION public.evil_less(a int, b int) RETURNS boolean LANGUAGE sql AS
  'INSERT INTO public.effects_seen VALUES (''operator'') RETURNING true';
CREATE OPERATOR public.<<<>>> (LEFTARG = int, RIGHTARG = int, FUNCTION = public.evil_less);
CREATE OPERATOR app.+ (LEFTARG = int, RIGHTARG = int, FUNCTION = public.evil_less);
CREATE DOMAIN public.marked AS int CHECK (public.mark('domain' || VALUE) = 1);
