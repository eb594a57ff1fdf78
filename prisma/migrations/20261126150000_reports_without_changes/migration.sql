-- Reports are made anew with the next look at their repository: what was kept of them had all changes in it.
DELETE FROM "Report";

-- AlterTable
ALTER TABLE "Report" DROP COLUMN     "text",
ADD COLUMN     "head" TEXT NOT NULL,
ADD COLUMN     "index" TEXT NOT NULL,
ADD COLUMN     "version" TEXT NOT NULL;
