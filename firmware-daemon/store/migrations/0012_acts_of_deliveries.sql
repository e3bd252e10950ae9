-- The act that came with a delivery: what had to come where the centre announced nothing.
ALTER TABLE deliveries ADD COLUMN act TEXT;
