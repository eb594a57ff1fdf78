-- AlterTable
ALTER TABLE "Report" ADD COLUMN     "overview" JSONB;
