import type { Reply } from '../server.ts';

export const success = (data: unknown, additional_data?: object): Reply => ({
  status: 200,
  body: { success: true, data, ...(additional_data && { additional_data }) },
});

export const failure = (status: number, error: string): Reply => ({
  status,
  body: { success: false, error, error_info: 'Please check developers.pipedrive.com', data: null },
});
