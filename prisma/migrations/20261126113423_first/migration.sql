-- CreateEnum
CREATE TYPE "DeliveryState" AS ENUM ('waiting', 'done', 'dead');

-- CreateEnum
CREATE TYPE "PublicationState" AS ENUM ('waiting', 'sending', 'done', 'superseded', 'dead');

-- CreateTable
CREATE TABLE "Delivery" (
    "id" BIGSERIAL NOT NULL,
    "guid" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "action" TEXT,
    "installationId" BIGINT,
    "repositoryId" BIGINT,
    "owner" TEXT,
    "name" TEXT,
    "happening" JSONB NOT NULL,
    "subject" TEXT NOT NULL,
    "receivedAt" BIGINT NOT NULL,
    "state" "DeliveryState" NOT NULL DEFAULT 'waiting',
    "since" BIGINT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "why" TEXT,

    CONSTRAINT "Delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Installation" (
    "id" BIGINT NOT NULL,
    "account" TEXT NOT NULL,
    "permissions" JSONB NOT NULL,
    "suspended" BOOLEAN NOT NULL,
    "secret" TEXT NOT NULL,

    CONSTRAINT "Installation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Repository" (
    "id" BIGINT NOT NULL,
    "installationId" BIGINT,
    "owner" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "defaultBranch" TEXT,
    "private" BOOLEAN NOT NULL,
    "archived" BOOLEAN NOT NULL,
    "erasedAt" BIGINT,

    CONSTRAINT "Repository_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PullRequest" (
    "repositoryId" BIGINT NOT NULL,
    "number" INTEGER NOT NULL,
    "fence" BIGSERIAL NOT NULL,
    "head" TEXT,
    "open" BOOLEAN NOT NULL DEFAULT true,
    "judgement" JSONB,
    "judgedAt" BIGINT,

    CONSTRAINT "PullRequest_pkey" PRIMARY KEY ("repositoryId","number")
);

-- CreateTable
CREATE TABLE "HeadPush" (
    "id" BIGSERIAL NOT NULL,
    "repositoryId" BIGINT NOT NULL,
    "number" INTEGER NOT NULL,
    "before" TEXT,
    "after" TEXT NOT NULL,
    "at" BIGINT NOT NULL,

    CONSTRAINT "HeadPush_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Change" (
    "id" BIGSERIAL NOT NULL,
    "repositoryId" BIGINT NOT NULL,
    "sha" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "number" INTEGER,
    "title" TEXT NOT NULL,
    "mergedAt" BIGINT NOT NULL,
    "base" TEXT,
    "head" TEXT NOT NULL,
    "commits" JSONB NOT NULL,
    "author" TEXT NOT NULL,
    "bot" BOOLEAN NOT NULL,
    "cutOff" BOOLEAN NOT NULL,
    "linesRemoved" INTEGER,
    "linesReworked" INTEGER,
    "paths" JSONB NOT NULL,

    CONSTRAINT "Change_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Finding" (
    "changeId" BIGINT NOT NULL,
    "practice" TEXT NOT NULL,
    "place" SMALLINT NOT NULL,
    "class" TEXT NOT NULL,
    "evidence" JSONB NOT NULL,

    CONSTRAINT "Finding_pkey" PRIMARY KEY ("changeId","practice")
);

-- CreateTable
CREATE TABLE "Observation" (
    "changeId" BIGINT NOT NULL,
    "indicator" TEXT NOT NULL,
    "place" SMALLINT NOT NULL,
    "x" SMALLINT NOT NULL,

    CONSTRAINT "Observation_pkey" PRIMARY KEY ("changeId","indicator")
);

-- CreateTable
CREATE TABLE "TrendState" (
    "repositoryId" BIGINT NOT NULL,
    "indicator" TEXT NOT NULL,
    "place" SMALLINT NOT NULL,
    "rung" TEXT,
    "since" TEXT,
    "reason" TEXT,
    "trend" JSONB NOT NULL,
    "savedAt" BIGINT NOT NULL,

    CONSTRAINT "TrendState_pkey" PRIMARY KEY ("repositoryId","indicator")
);

-- CreateTable
CREATE TABLE "Win" (
    "id" BIGSERIAL NOT NULL,
    "repositoryId" BIGINT NOT NULL,
    "indicator" TEXT NOT NULL,
    "start" TEXT NOT NULL,
    "from" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "savedAt" BIGINT NOT NULL,

    CONSTRAINT "Win_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Intervention" (
    "id" BIGSERIAL NOT NULL,
    "repositoryId" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "start" TEXT NOT NULL,
    "end" TEXT NOT NULL,
    "practice" TEXT,
    "indicator" TEXT,
    "hypothesis" TEXT,
    "review" TEXT,

    CONSTRAINT "Intervention_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Dispute" (
    "repositoryId" BIGINT NOT NULL,
    "checkRun" BIGINT NOT NULL,
    "head" TEXT NOT NULL,
    "at" BIGINT NOT NULL,

    CONSTRAINT "Dispute_pkey" PRIMARY KEY ("repositoryId","checkRun")
);

-- CreateTable
CREATE TABLE "CheckPublication" (
    "id" TEXT NOT NULL,
    "order" BIGSERIAL NOT NULL,
    "repositoryId" BIGINT NOT NULL,
    "number" INTEGER,
    "head" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "judgement" BIGINT NOT NULL,
    "content" TEXT NOT NULL,
    "check" JSONB NOT NULL,
    "state" "PublicationState" NOT NULL DEFAULT 'waiting',
    "since" BIGINT NOT NULL,
    "fence" BIGINT NOT NULL DEFAULT 0,
    "checkRun" BIGINT,
    "lots" INTEGER NOT NULL DEFAULT 0,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "why" TEXT,

    CONSTRAINT "CheckPublication_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SyncCursor" (
    "repositoryId" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "SyncCursor_pkey" PRIMARY KEY ("repositoryId","name")
);

-- CreateIndex
CREATE UNIQUE INDEX "Delivery_guid_key" ON "Delivery"("guid");

-- CreateIndex
CREATE INDEX "Delivery_state_subject_id_idx" ON "Delivery"("state", "subject", "id");

-- CreateIndex
CREATE INDEX "Delivery_state_since_idx" ON "Delivery"("state", "since");

-- CreateIndex
CREATE INDEX "Delivery_repositoryId_idx" ON "Delivery"("repositoryId");

-- CreateIndex
CREATE INDEX "Repository_installationId_idx" ON "Repository"("installationId");

-- CreateIndex
CREATE INDEX "Repository_slug_idx" ON "Repository"("slug");

-- CreateIndex
CREATE INDEX "Repository_erasedAt_idx" ON "Repository"("erasedAt");

-- CreateIndex
CREATE INDEX "PullRequest_repositoryId_head_idx" ON "PullRequest"("repositoryId", "head");

-- CreateIndex
CREATE INDEX "PullRequest_repositoryId_open_number_idx" ON "PullRequest"("repositoryId", "open", "number");

-- CreateIndex
CREATE INDEX "HeadPush_repositoryId_after_idx" ON "HeadPush"("repositoryId", "after");

-- CreateIndex
CREATE INDEX "HeadPush_repositoryId_before_idx" ON "HeadPush"("repositoryId", "before");

-- CreateIndex
CREATE UNIQUE INDEX "HeadPush_repositoryId_number_at_after_key" ON "HeadPush"("repositoryId", "number", "at", "after");

-- CreateIndex
CREATE INDEX "Change_repositoryId_id_idx" ON "Change"("repositoryId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Change_repositoryId_sha_key" ON "Change"("repositoryId", "sha");

-- CreateIndex
CREATE UNIQUE INDEX "Win_repositoryId_indicator_start_from_to_key" ON "Win"("repositoryId", "indicator", "start", "from", "to");

-- CreateIndex
CREATE INDEX "Intervention_repositoryId_id_idx" ON "Intervention"("repositoryId", "id");

-- CreateIndex
CREATE INDEX "CheckPublication_state_order_idx" ON "CheckPublication"("state", "order");

-- CreateIndex
CREATE INDEX "CheckPublication_repositoryId_number_state_idx" ON "CheckPublication"("repositoryId", "number", "state");

-- CreateIndex
CREATE INDEX "CheckPublication_repositoryId_checkRun_idx" ON "CheckPublication"("repositoryId", "checkRun");

-- CreateIndex
CREATE UNIQUE INDEX "CheckPublication_repositoryId_head_name_judgement_key" ON "CheckPublication"("repositoryId", "head", "name", "judgement");

-- AddForeignKey
ALTER TABLE "Finding" ADD CONSTRAINT "Finding_changeId_fkey" FOREIGN KEY ("changeId") REFERENCES "Change"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Observation" ADD CONSTRAINT "Observation_changeId_fkey" FOREIGN KEY ("changeId") REFERENCES "Change"("id") ON DELETE CASCADE ON UPDATE CASCADE;
