"""Every sentence about a problem, in Vietnamese: what happened, what is safe, what to do next.

Errors carry codes and facts; this table turns them into words. The window translates the same sentences (their
Vietnamese text is the key), the commands print them as they are.
"""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.dossier import Dossier
from app.domain.events import Leg, Status
from app.domain.money import show
from app.domain.queue import State
from app.errors import Problem, Trouble


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802 - the name by which Qt Linguist finds the sentences
    """Marks a sentence for translation; returns it unchanged."""
    return text


SENTENCES: Mapping[str, str] = {
    # ------------------------------------------------------------------ a line of a file
    "not_utf8": QT_TRANSLATE_NOOP("wording", "Tệp không ở bảng mã UTF-8. Hãy lưu lại tệp với bảng mã UTF-8."),
    "not_json": QT_TRANSLATE_NOOP("wording", "Dòng này không phải JSON. Các dòng khác không bị ảnh hưởng."),
    "not_an_object": QT_TRANSLATE_NOOP("wording", "Dòng này không phải một đối tượng JSON {…}."),
    "unknown_key": QT_TRANSLATE_NOOP("wording", "Không có mục “{key}”. Hãy xem lại tên mục."),
    "missing": QT_TRANSLATE_NOOP("wording", "Chưa điền mục này."),
    "wrong_type": QT_TRANSLATE_NOOP("wording", "Giá trị không đúng kiểu."),
    "not_one_of": QT_TRANSLATE_NOOP("wording", "Giá trị không nằm trong danh sách được phép."),
    "not_a_whole_number": QT_TRANSLATE_NOOP("wording", "Phải là số nguyên, không có phần lẻ."),
    "bad_value": QT_TRANSLATE_NOOP("wording", "Giá trị của mục “{key}” không đúng."),
    "repeated": QT_TRANSLATE_NOOP("wording", "Tên này đã có. Hãy chọn tên khác."),
    "control_character": QT_TRANSLATE_NOOP("wording", "Có ký tự điều khiển không hiển thị được. Hãy gõ lại mục này."),
    "too_long": QT_TRANSLATE_NOOP("wording", "Dài quá {most} ký tự. Hãy rút ngắn."),
    # ------------------------------------------------------------------ the day, its cash, its close
    "day_open": QT_TRANSLATE_NOOP("wording", "Ngày làm việc đã mở rồi. Hãy làm tiếp, không cần mở lại."),
    "day_closed_today": QT_TRANSLATE_NOOP(
        "wording",
        "Ngày {day} đã khóa sổ, không mở lại được. Việc làm thêm được ghi vào ngày làm việc kế tiếp; nếu đồng hồ máy "
        "sai ngày, hãy chỉnh lại đồng hồ rồi mở.",
    ),
    "day_left_open": QT_TRANSLATE_NOOP(
        "wording", "Ngày {day} chưa khóa sổ. Việc vẫn làm bình thường; trưởng bưu cục hãy khóa sổ ngày đó ở F6."
    ),
    "day_none_open": QT_TRANSLATE_NOOP("wording", "Chưa mở ngày làm việc. Hãy mở ngày, hoặc kiểm đếm tiền trước."),
    "note_unknown": QT_TRANSLATE_NOOP("wording", "Không có tờ tiền mệnh giá {value} đồng. Hãy xem lại mệnh giá."),
    "note_count_range": QT_TRANSLATE_NOOP("wording", "Số tờ phải từ 0 đến {most}. Hãy đếm lại."),
    "notes_shape": QT_TRANSLATE_NOOP(
        "wording", "Số tờ tiền phải ghi như 500000x2,20000x1; ngăn rỗng thì ghi 0. Hãy gõ lại."
    ),
    "more_than_in_drawer": QT_TRANSLATE_NOOP(
        "wording",
        "Trên sổ, ngăn tiền này không có đủ số tiền đó. Hãy kiểm đếm lại, đưa thêm tiền vào, hoặc lấy ít hơn.",
    ),
    "not_counted": QT_TRANSLATE_NOOP("wording", "Chưa kiểm đếm ngăn tiền này. Hãy đếm theo từng mệnh giá."),
    "count_stale": QT_TRANSLATE_NOOP(
        "wording", "Sau khi kiểm đếm, ngăn tiền này lại có thu hoặc chi. Hãy kiểm đếm lại."
    ),
    "not_settled": QT_TRANSLATE_NOOP(
        "wording", "Tiền kiểm đếm khác với sổ mà chưa ghi chênh lệch. Hãy ghi chênh lệch và lý do."
    ),
    "difference_needs_manager": QT_TRANSLATE_NOOP(
        "wording", "Chênh lệch vượt mức cho phép. Cần lý do và mã PIN của trưởng bưu cục."
    ),
    "step_left": QT_TRANSLATE_NOOP(
        "wording",
        "Bước này còn {left} mục. Hãy làm nốt, hoặc ghi lý do để đi tiếp; các mục còn lại in vào báo cáo.",
    ),
    "step_done": QT_TRANSLATE_NOOP("wording", "Bước này đã xong, không cần bỏ qua."),
    "step_cash": QT_TRANSLATE_NOOP("wording", "Không bỏ qua được bước tiền mặt. Hãy kiểm đếm cả hai ngăn tiền."),
    "nothing_to_remit": QT_TRANSLATE_NOOP("wording", "Không có tiền phải nộp cho cơ quan này. Hãy xem lại danh sách."),
    "not_in_gap": QT_TRANSLATE_NOOP(
        "wording", "Các hồ sơ này không có tiền phải nộp cho cơ quan: {codes}. Hãy bỏ ra khỏi phiếu."
    ),
    "no_such_slip": QT_TRANSLATE_NOOP("wording", "Không có phiếu nộp tiền số {number}. Hãy xem lại số phiếu."),
    "no_such_report": QT_TRANSLATE_NOOP(
        "wording", "Không có báo cáo cuối ngày số {number}. Ngày đó chưa khóa sổ, hoặc số không đúng."
    ),
    "no_such_day": QT_TRANSLATE_NOOP("wording", "Ngày {day} quầy không mở sổ. Hãy chọn ngày khác."),
    "more_than_taken": QT_TRANSLATE_NOOP(
        "wording", "Hồ sơ này mới thu {most} đồng ở ngăn tiền đó, không trả lại nhiều hơn được. Hãy gõ lại."
    ),
    "more_than_cash": QT_TRANSLATE_NOOP(
        "wording",
        "Hồ sơ này chỉ thu {most} đồng tiền mặt ở ngăn đó, phần khác là chuyển khoản. Hãy trả phần kia bằng chuyển "
        "khoản.",
    ),
    # ------------------------------------------------------------------ reports
    "report_unknown": QT_TRANSLATE_NOOP(
        "wording", "Không có báo cáo “{name}”. Xem tên các báo cáo: quay report --help."
    ),
    "report_not_grouped": QT_TRANSLATE_NOOP(
        "wording", "Báo cáo “{name}” không xếp theo cách này. Hãy chọn cách khác hoặc bỏ mục này."
    ),
    "report_format": QT_TRANSLATE_NOOP(
        "wording", "Tệp báo cáo phải là .xlsx, .pdf hoặc .csv; dữ liệu mở chỉ có .csv. Hãy đổi đuôi tệp."
    ),
    "period_backwards": QT_TRANSLATE_NOOP("wording", "Ngày cuối đứng trước ngày đầu. Hãy xem lại kỳ báo cáo."),
    "ledger_unknown": QT_TRANSLATE_NOOP("wording", "Không có quầy “{name}” ở đây. Hãy xem lại tên quầy."),
    # ------------------------------------------------------------------ receiving
    "unknown_procedure": QT_TRANSLATE_NOOP(
        "wording", "Không có thủ tục mã “{procedure}” trong danh mục. Hãy tìm thủ tục theo tên."
    ),
    "unknown_case": QT_TRANSLATE_NOOP("wording", "Thủ tục không có trường hợp này. Các trường hợp: {known}."),
    "unknown_channel": QT_TRANSLATE_NOOP(
        "wording", "Kênh thực hiện phải là 1 (trực tiếp), 2 (trực tuyến) hoặc 3 (bưu chính công ích)."
    ),
    "channel_not_offered": QT_TRANSLATE_NOOP(
        "wording", "Thủ tục này không nhận qua kênh đã chọn. Kênh được nhận: {offered}."
    ),
    "blank_name": QT_TRANSLATE_NOOP("wording", "Chưa có họ và tên."),
    "identity_missing": QT_TRANSLATE_NOOP("wording", "Chưa có số giấy tờ tùy thân. Hãy quét thẻ hoặc gõ số."),
    "identity_not_12_digits": QT_TRANSLATE_NOOP("wording", "Số định danh phải có đúng 12 chữ số."),
    "identity_not_9_digits": QT_TRANSLATE_NOOP("wording", "Số chứng minh nhân dân phải có đúng 9 chữ số."),
    "passport_shape": QT_TRANSLATE_NOOP("wording", "Số hộ chiếu không đúng dạng."),
    "tax_code_shape": QT_TRANSLATE_NOOP("wording", "Mã số thuế phải có 10, 12 hoặc 13 chữ số."),
    "tax_code_check": QT_TRANSLATE_NOOP("wording", "Mã số thuế sai chữ số kiểm tra. Hãy gõ lại theo giấy."),
    "identity_province_unknown": QT_TRANSLATE_NOOP(
        "wording", "Ba số đầu của số định danh không phải mã tỉnh nào. Hãy so lại với thẻ."
    ),
    "identity_sex_differs": QT_TRANSLATE_NOOP(
        "wording", "Giới tính khác với số định danh. Hãy so lại với thẻ; nếu thẻ ghi đúng vậy thì cứ tiếp tục."
    ),
    "identity_year_differs": QT_TRANSLATE_NOOP(
        "wording", "Năm sinh khác với số định danh. Hãy so lại với thẻ; nếu thẻ ghi đúng vậy thì cứ tiếp tục."
    ),
    "bad_phone": QT_TRANSLATE_NOOP("wording", "Số điện thoại không đúng. Ví dụ đúng: 0912 345 678."),
    "bad_email": QT_TRANSLATE_NOOP("wording", "Địa chỉ thư điện tử không đúng."),
    "birth_in_future": QT_TRANSLATE_NOOP("wording", "Ngày sinh ở tương lai. Hãy gõ lại."),
    "birth_too_long_ago": QT_TRANSLATE_NOOP("wording", "Ngày sinh trước năm 1900. Hãy gõ lại."),
    "impossible_date": QT_TRANSLATE_NOOP("wording", "Ngày này không có trong lịch. Hãy gõ lại."),
    "date_in_future": QT_TRANSLATE_NOOP("wording", "Ngày này ở tương lai. Hãy gõ lại."),
    "date_in_past": QT_TRANSLATE_NOOP("wording", "Ngày này phải từ hôm nay trở đi."),
    "received_in_future": QT_TRANSLATE_NOOP("wording", "Ngày nhận ở tương lai. Hãy xem lại ngày giờ."),
    "unknown_commune": QT_TRANSLATE_NOOP("wording", "Không có xã, phường mã “{commune}”. Hãy chọn trong danh sách."),
    "ethnicity_not_asked": QT_TRANSLATE_NOOP("wording", "Thủ tục này không hỏi dân tộc; hãy bỏ trống."),
    "authorisation_missing": QT_TRANSLATE_NOOP(
        "wording", "Người nộp thay chưa có giấy ủy quyền. Chỉ người thân ruột thịt mới được miễn."
    ),
    "papers_missing": QT_TRANSLATE_NOOP(
        "wording", "Còn thiếu: {papers}. Hãy nhận đủ giấy tờ hoặc in phiếu yêu cầu bổ sung."
    ),
    "papers_unknown": QT_TRANSLATE_NOOP(
        "wording", "Danh mục chưa có thành phần hồ sơ của thủ tục này. Hãy ghi từng giấy tờ đã nhận."
    ),
    "unknown_component": QT_TRANSLATE_NOOP("wording", "Thủ tục không có giấy tờ mã này. Các mã: {known}."),
    "count_out_of_range": QT_TRANSLATE_NOOP("wording", "Số bản phải từ 0 đến {most}."),
    "zero_sets": QT_TRANSLATE_NOOP("wording", "Số bộ hồ sơ phải từ 1 trở lên."),
    "too_many_sets": QT_TRANSLATE_NOOP("wording", "Số bộ hồ sơ không quá {most}."),
    "result_not_by_post": QT_TRANSLATE_NOOP(
        "wording", "Kết quả thủ tục này phải nhận trực tiếp, không gửi qua bưu chính."
    ),
    "address_missing": QT_TRANSLATE_NOOP("wording", "Nhận kết quả qua bưu chính thì phải có địa chỉ."),
    "negative_money": QT_TRANSLATE_NOOP("wording", "Số tiền không được âm."),
    "absurd_money": QT_TRANSLATE_NOOP("wording", "Số tiền lớn quá mức (trên {most} đồng). Hãy gõ lại."),
    "ground_missing": QT_TRANSLATE_NOOP("wording", "Miễn, giảm tiền thì phải ghi đối tượng hoặc căn cứ miễn, giảm."),
    "nothing_waived": QT_TRANSLATE_NOOP(
        "wording",
        "Có ghi đối tượng miễn, giảm nhưng chưa có số tiền được miễn, giảm. Hãy sửa số tiền hoặc bỏ đối tượng.",
    ),
    "both_present": QT_TRANSLATE_NOOP("wording", "Khi nhận kết quả, cả hai bên phải cùng có mặt."),
    "unknown_slip": QT_TRANSLATE_NOOP("wording", "Không có phiếu yêu cầu bổ sung mang số này ở quầy."),
    "calendar_not_covering": QT_TRANSLATE_NOOP(
        "wording", "Lịch nghỉ chưa có năm của ngày hẹn. Ngày hẹn có thể rơi vào ngày nghỉ; hãy cập nhật lịch."
    ),
    "calendar_not_decided": QT_TRANSLATE_NOOP(
        "wording", "Lịch nghỉ năm đó mới là dự kiến. Ngày hẹn có thể thay đổi khi có thông báo chính thức."
    ),
    "clock_back": QT_TRANSLATE_NOOP(
        "wording",
        "Đồng hồ máy đang chậm hơn lần ghi trước. Hồ sơ vẫn đúng thứ tự và đúng số; hãy chỉnh lại ngày giờ của máy.",
    ),
    "clock_off": QT_TRANSLATE_NOOP(
        "wording",
        "Đồng hồ máy lệch {minutes} phút so với hệ thống một cửa. Hồ sơ vẫn đúng thứ tự; hãy chỉnh lại đồng hồ máy.",
    ),
    "clock_jumped": QT_TRANSLATE_NOOP(
        "wording",
        "Đồng hồ máy vừa nhảy {minutes} phút. Số hồ sơ không bị trùng; hãy xem lại ngày giờ của máy trước khi hẹn trả.",
    ),
    "queue_old": QT_TRANSLATE_NOOP(
        "wording",
        "Có hồ sơ chờ gửi đã {days} ngày. Hồ sơ vẫn an toàn trên máy này; hãy xem lý do ở Hàng đợi (F5) và báo trưởng "
        "bưu cục nếu đã có mạng.",
    ),
    "queue_old_hours": QT_TRANSLATE_NOOP(
        "wording",
        "Có hồ sơ chờ gửi đã {hours} giờ. Hồ sơ vẫn an toàn trên máy này; hãy xem lý do ở Hàng đợi (F5).",
    ),
    "procedure_unlisted": QT_TRANSLATE_NOOP(
        "wording",
        "Hệ thống một cửa hiện không còn thủ tục này. Vẫn tiếp nhận được, nhưng hồ sơ có thể phải chờ ở quầy đến khi "
        "tỉnh mở lại; hãy nói trước với công dân.",
    ),
    "procedures_unlisted": QT_TRANSLATE_NOOP(
        "wording",
        "Có {count} thủ tục quầy đang nhận mà hệ thống một cửa không còn liệt kê. Quầy vẫn nhận được; trưởng bưu cục "
        "hỏi tỉnh xem còn nhận không.",
    ),
    "procedures_renamed": QT_TRANSLATE_NOOP(
        "wording",
        "Có {count} thủ tục mang tên khác ở hệ thống một cửa. Hồ sơ vẫn gửi bình thường; trưởng bưu cục xem hai tên và "
        "xin danh mục mới.",
    ),
    "package_waits": QT_TRANSLATE_NOOP(
        "wording",
        "Đã nhận bản mới {version} của danh mục, lịch nghỉ hoặc bảng cước. Bản này dùng từ lần mở chương trình sau.",
    ),
    "package_damaged": QT_TRANSLATE_NOOP(
        "wording",
        "Bản danh mục, lịch nghỉ hoặc bảng cước đã nhận bị hỏng trên máy, nên quầy đang dùng bản {version}. "
        "Hồ sơ vẫn an toàn; hãy nhận lại bản mới.",
    ),
    "packages_no_key": QT_TRANSLATE_NOOP(
        "wording",
        "Hồ sơ quầy chưa có khóa của tỉnh (packages_key) nên chưa nhận danh mục và lịch nghỉ mới. Quầy vẫn dùng bản "
        "đang có; hãy báo kỹ thuật.",
    ),
    "packages_untrusted": QT_TRANSLATE_NOOP(
        "wording",
        "Danh mục, lịch nghỉ hoặc bảng cước gửi đến không có chữ ký đúng của tỉnh nên không dùng. Quầy vẫn dùng "
        "bản đang có; hãy báo kỹ thuật.",
    ),
    "packages_broken": QT_TRANSLATE_NOOP(
        "wording", "Gói danh mục “{file}” không trọn hoặc không hiểu được nên không dùng. Quầy vẫn dùng bản đang có."
    ),
    "packages_newer": QT_TRANSLATE_NOOP(
        "wording",
        "Gói danh mục dành cho bản chương trình mới hơn. Quầy vẫn dùng bản đang có; hãy cập nhật chương trình.",
    ),
    "packages_silent": QT_TRANSLATE_NOOP(
        "wording",
        "Đã {days} ngày chưa hỏi được nơi đăng danh mục và lịch nghỉ. Quầy vẫn dùng bản đang có; hãy nhận bằng USB "
        "hoặc báo kỹ thuật.",
    ),
    "packages_key_broken": QT_TRANSLATE_NOOP("wording", "Khóa ký gói danh mục không đúng dạng. Chưa ghi gì."),
    "packages_nowhere": QT_TRANSLATE_NOOP(
        "wording", "Hồ sơ quầy chưa có địa chỉ đăng gói danh mục (packages_url). Hãy nhận bằng USB."
    ),
    "packages_nothing_new": QT_TRANSLATE_NOOP("wording", "Không có bản nào mới hơn bản đang dùng ở quầy."),
    "results_ready": QT_TRANSLATE_NOOP(
        "wording",
        "Có {count} kết quả đã xong ở cơ quan giải quyết. Khi giấy về quầy, hãy ghi kết quả đã về ở Tra cứu (F3).",
    ),
    "sync_tasks": QT_TRANSLATE_NOOP(
        "wording",
        "Có {count} hồ sơ ở hệ thống một cửa khác với quầy. Dữ liệu của quầy vẫn giữ nguyên; trưởng bưu cục xem và hỏi "
        "cơ quan giải quyết.",
    ),
    "sync_incidents": QT_TRANSLATE_NOOP(
        "wording",
        "Có {count} hồ sơ đã gửi nhưng hệ thống một cửa không còn giữ đủ. Quầy đang tự gửi lại; nếu ngày mai còn báo, "
        "hãy báo bộ phận hỗ trợ.",
    ),
    "lost_there": QT_TRANSLATE_NOOP("wording", "Hệ thống một cửa không còn giữ hồ sơ này. Quầy tự gửi lại."),
    "numbers_low": QT_TRANSLATE_NOOP(
        "wording", "Dải số của quầy sắp hết: còn {left} trong {total} số mỗi ngày. Hãy xin cấp dải số lớn hơn hôm nay."
    ),
    "numbers_exhausted": QT_TRANSLATE_NOOP(
        "wording",
        "Đã dùng hết số hôm nay của quầy ({first}–{last}). Hồ sơ đã lưu vẫn an toàn. Hãy báo trưởng bưu cục.",
    ),
    # ------------------------------------------------------------------ moves
    "move_not_allowed": QT_TRANSLATE_NOOP(
        "wording", "Việc này không làm được: hồ sơ {status}. Việc làm được: {allowed}."
    ),
    "not_by_hand": QT_TRANSLATE_NOOP("wording", "Việc này có lệnh riêng, không ghi trực tiếp được."),
    "copy_may_be_out": QT_TRANSLATE_NOOP(
        "wording",
        "Bản in này có thể đã ra giấy nên không gửi lại y nguyên được. Hãy in bản mới: giấy sẽ ghi là bản in lại.",
    ),
    "copy_not_same": QT_TRANSLATE_NOOP(
        "wording",
        "Không dựng lại được đúng bản in này vì mẫu hoặc chương trình đã đổi. Hồ sơ vẫn an toàn; hãy in bản mới.",
    ),
    "job_move": QT_TRANSLATE_NOOP(
        "wording", "Bản in này đã sang bước khác nên không ghi được việc vừa chọn. Hãy xem lại tình trạng bản in."
    ),
    "not_found": QT_TRANSLATE_NOOP(
        "wording", "Không tìm thấy hồ sơ này ở quầy. Hãy quét lại mã, hoặc tìm theo tên hay số điện thoại."
    ),
    "nothing_corrected": QT_TRANSLATE_NOOP("wording", "Chưa có gì để sửa."),
    "not_a_dossier_code": QT_TRANSLATE_NOOP(
        "wording", "Đây không phải mã hồ sơ chính thức. Ví dụ: H35.99.07-261123-1004."
    ),
    "code_taken": QT_TRANSLATE_NOOP("wording", "Mã này đã thuộc về một hồ sơ khác. Hãy xem lại giấy của cơ quan."),
    "code_already_official": QT_TRANSLATE_NOOP("wording", "Hồ sơ đã có mã chính thức {official}; không đổi được."),
    "score_range": QT_TRANSLATE_NOOP("wording", "Mức hài lòng từ 1 đến 5."),
    # ------------------------------------------------------------------ manifests
    "manifest_not_found": QT_TRANSLATE_NOOP(
        "wording", "Không có bảng kê số {number} ở quầy này. Hãy xem lại số trên giấy hoặc trong danh sách."
    ),
    "manifest_empty": QT_TRANSLATE_NOOP(
        "wording", "Bảng kê {number} chưa có gì. Hãy quét từng hồ sơ, hoặc ghi từng điểm đến, rồi làm tiếp."
    ),
    "manifest_open": QT_TRANSLATE_NOOP(
        "wording", "Bảng kê {number} còn đang lập. Hãy niêm phong hoặc ký giao nhận trước."
    ),
    "manifest_sealed": QT_TRANSLATE_NOOP(
        "wording",
        "Bảng kê {number} đã niêm phong nên không thêm, bớt hay đếm lại được. Nếu có sai, hãy mở niêm phong và ghi lý "
        "do.",
    ),
    "manifest_under_way": QT_TRANSLATE_NOOP(
        "wording",
        "Bưu tá đang giữ giấy tờ của bảng kê {number}. Chỉ ghi được kết quả từng điểm, đính chính, hoặc kết thúc.",
    ),
    "manifest_done": QT_TRANSLATE_NOOP(
        "wording", "Bảng kê {number} đã ký xong, giữ nguyên như trên giấy. Nếu có sai, hãy ghi đính chính."
    ),
    "manifest_cancelled": QT_TRANSLATE_NOOP("wording", "Bảng kê {number} đã hủy. Hãy lập bảng kê khác."),
    "manifest_stops_left": QT_TRANSLATE_NOOP(
        "wording", "Chuyến {number} còn {left} điểm chưa có kết quả. Hãy ghi kết quả từng điểm rồi kết thúc."
    ),
    "manifest_stops_only": QT_TRANSLATE_NOOP(
        "wording",
        "Chuyến thu gom chỉ ghi các điểm đến. Hồ sơ {dossier} ghi vào điểm của nó sau khi bưu tá mang về và quầy nhận.",
    ),
    "manifest_no_stops": QT_TRANSLATE_NOOP(
        "wording", "Bảng kê {number} không phải chuyến thu gom. Hãy quét hồ sơ thay vì ghi điểm đến."
    ),
    "on_manifest": QT_TRANSLATE_NOOP(
        "wording", "Hồ sơ {dossier} đang ở bảng kê {number}. Hãy lấy ra khỏi bảng kê đó trước, hoặc quét hồ sơ khác."
    ),
    "other_agency": QT_TRANSLATE_NOOP(
        "wording", "Hồ sơ {dossier} thuộc {agency}, còn bảng kê này đi với {ours}. Hãy để riêng và lập bảng kê khác."
    ),
    "at_agency_already": QT_TRANSLATE_NOOP(
        "wording",
        "Theo sổ, giấy tờ của hồ sơ {dossier} đang ở cơ quan. Hãy so lại mã trên bì; nếu đúng, báo trưởng bưu cục.",
    ),
    "result_here_already": QT_TRANSLATE_NOOP(
        "wording",
        "Kết quả của hồ sơ {dossier} đã ghi là về quầy rồi. Hãy so lại mã; nếu là giấy khác thì quét giấy đó.",
    ),
    "not_for_to_agency": QT_TRANSLATE_NOOP(
        "wording", "Hồ sơ {dossier} không giao cho cơ quan được nữa: {status}. Hãy để riêng và xem ở Tra cứu (F3)."
    ),
    "not_for_from_agency": QT_TRANSLATE_NOOP(
        "wording",
        "Hồ sơ {dossier} chưa nhận về như vậy được: {status}. Hãy xem ở Tra cứu (F3), hoặc chọn lại có kết quả không.",
    ),
    "not_for_delivery": QT_TRANSLATE_NOOP(
        "wording", "Hồ sơ {dossier} chưa có kết quả ở quầy để phát: {status}. Hãy để riêng và xem ở Tra cứu (F3)."
    ),
    "not_for_return": QT_TRANSLATE_NOOP(
        "wording",
        "Hồ sơ {dossier} không có kết quả ở quầy để chuyển hoàn: {status}. Hãy để riêng và xem ở Tra cứu (F3).",
    ),
    "line_moved_on": QT_TRANSLATE_NOOP(
        "wording",
        "Hồ sơ {dossier} đã đi đường khác (đã trả, đã hủy hoặc đổi tình trạng). Hãy lấy ra khỏi bảng kê rồi làm tiếp.",
    ),
    "still_on_list": QT_TRANSLATE_NOOP(
        "wording", "Hồ sơ {dossier} vẫn đang đi phát. Hãy chọn đã phát, hoặc lý do chưa phát được."
    ),
    "no_such_line": QT_TRANSLATE_NOOP("wording", "Bảng kê không có dòng {line}. Hãy xem lại số dòng."),
    "outcome_known": QT_TRANSLATE_NOOP(
        "wording", "Dòng {line} đã có kết quả, không ghi lại được. Nếu có sai, hãy ghi đính chính."
    ),
    "stop_taken": QT_TRANSLATE_NOOP(
        "wording", "Hồ sơ {dossier} đã ghi cho một điểm khác của chuyến này. Hãy so lại mã."
    ),
    "seal_twice": QT_TRANSLATE_NOOP("wording", "Có số niêm phong viết hai lần. Mỗi túi một số; hãy xem lại."),
    "seal_broken": QT_TRANSLATE_NOOP(
        "wording", "Niêm phong {seal} đã mở rồi, không dùng lại. Hãy niêm phong bằng số khác."
    ),
    "reprint_reason": QT_TRANSLATE_NOOP("wording", "In lại thì phải có lý do. Hãy ghi vài chữ, ví dụ: rách, mờ."),
    "attempt_early": QT_TRANSLATE_NOOP(
        "wording", "Hồ sơ {dossier} vừa phát chưa được. Lần sau nên từ ngày {day} (cách hai ngày làm việc)."
    ),
    "return_instead": QT_TRANSLATE_NOOP(
        "wording", "Hồ sơ {dossier} đã phát {attempts} lần chưa được: chuyển hoàn cơ quan, trừ khi người nhận hẹn lại."
    ),
    "attempts_few": QT_TRANSLATE_NOOP(
        "wording", "Hồ sơ {dossier} mới phát {attempts} lần. Chỉ chuyển hoàn khi chắc chắn không ai nhận."
    ),
    # ------------------------------------------------------------------ handing back
    "not_the_applicant": QT_TRANSLATE_NOOP(
        "wording", "Giấy tờ không phải của người có hồ sơ này. Đừng trao kết quả; hãy kiểm tra lại người nhận."
    ),
    "last4_shape": QT_TRANSLATE_NOOP("wording", "Cần đúng 4 số cuối của giấy tờ."),
    "authorisation_needed": QT_TRANSLATE_NOOP(
        "wording", "Người nhận thay phải có giấy ủy quyền. Hãy ghi loại và số giấy."
    ),
    "no_account": QT_TRANSLATE_NOOP(
        "wording",
        "Quầy chưa khai báo tài khoản nhận chuyển khoản cho khoản này. Hãy thu tiền mặt, hoặc nhờ kỹ thuật viên khai "
        "báo.",
    ),
    "no_such_transfer": QT_TRANSLATE_NOOP(
        "wording", "Không có khoản chuyển này đang chờ đối soát. Hãy mở lại hồ sơ để xem khoản nào còn chờ."
    ),
    "transfer_not_cash": QT_TRANSLATE_NOOP(
        "wording", "Khoản chuyển chỉ được xác nhận là chuyển khoản, đúng loại tiền. Chưa ghi gì; hãy chọn lại."
    ),
    "transfer_under_way": QT_TRANSLATE_NOOP(
        "wording",
        "Đang chờ đối soát khoản chuyển {awaited} đồng. Muốn thu tiền mặt thì bỏ chờ khoản ấy trước, để không thu hai "
        "lần.",
    ),
    "more_than_owed": QT_TRANSLATE_NOOP("wording", "Số tiền thu lớn hơn số còn phải nộp ({owed} đồng)."),
    "item_code_wrong": QT_TRANSLATE_NOOP("wording", "Mã bưu gửi sai số kiểm tra. Hãy quét lại nhãn."),
    # ------------------------------------------------------------------ paper
    "form_not_told": QT_TRANSLATE_NOOP(
        "wording", "Không rõ tệp {file} là mẫu giấy nào: hãy thêm --form với tên mẫu, thí dụ --form 01."
    ),
    "form_unknown": QT_TRANSLATE_NOOP("wording", "Không có mẫu giấy này."),
    "form_not_called_for": QT_TRANSLATE_NOOP("wording", "Hồ sơ ở trạng thái này chưa có giấy đó để in."),
    "form_not_in_force": QT_TRANSLATE_NOOP("wording", "Mẫu này không còn hoặc chưa có hiệu lực vào ngày của hồ sơ."),
    "form_of_voided": QT_TRANSLATE_NOOP("wording", "Hồ sơ đã hủy, không in giấy này nữa."),
    "font_missing": QT_TRANSLATE_NOOP(
        "wording", "Thiếu tệp phông chữ “{file}” nên chưa in được. Hồ sơ vẫn an toàn; hãy cài lại chương trình."
    ),
    "label_not_by_post": QT_TRANSLATE_NOOP(
        "wording", "Kết quả hồ sơ này trả tại quầy, không gửi bưu điện. Không cần nhãn bưu gửi."
    ),
    "label_too_small": QT_TRANSLATE_NOOP(
        "wording", "Tên và địa chỉ người nhận dài quá cỡ nhãn này. Hãy chọn nhãn lớn hơn."
    ),
    "item_code_missing": QT_TRANSLATE_NOOP("wording", "Chưa có mã bưu gửi. Hãy quét mã trên bưu gửi rồi in nhãn."),
    "item_code_other": QT_TRANSLATE_NOOP(
        "wording", "Hồ sơ đã ghi mã bưu gửi khác: {known}. Hãy xem lại bưu gửi trước khi dán nhãn."
    ),
    "place_not_on_sheet": QT_TRANSLATE_NOOP("wording", "Tờ nhãn này chỉ có các ô từ 1 đến {places}."),
    "size_not_offered": QT_TRANSLATE_NOOP("wording", "Mẫu này không in được ở khổ giấy đã chọn."),
    "roll_connection": QT_TRANSLATE_NOOP(
        "wording",
        "Mục “{key}” không đúng dạng. Ví dụ đúng: usb:04b8:0e15, serial:COM3@9600, tcp:192.168.1.50:9100.",
    ),
    "roll_not_there": QT_TRANSLATE_NOOP(
        "wording", "Không thấy máy in cuộn ({printer}). Chưa in gì; hãy xem nguồn điện và dây cáp rồi in lại."
    ),
    "roll_in_use": QT_TRANSLATE_NOOP(
        "wording",
        "Máy in cuộn ({printer}) đang bị chương trình khác giữ. Chưa in gì; hãy đóng chương trình đó rồi in lại.",
    ),
    "roll_denied": QT_TRANSLATE_NOOP(
        "wording", "Máy này không cho dùng cổng máy in cuộn ({printer}). Chưa in gì; hãy báo kỹ thuật cấp quyền."
    ),
    "roll_no_usb": QT_TRANSLATE_NOOP(
        "wording", "Máy này thiếu thư viện libusb nên chưa in được qua USB. Hãy báo kỹ thuật, hoặc in ra máy in khác."
    ),
    "roll_paper_out": QT_TRANSLATE_NOOP(
        "wording", "Máy in cuộn ({printer}) hết giấy. Chưa in gì; hãy thay cuộn giấy rồi in lại."
    ),
    "roll_cover_open": QT_TRANSLATE_NOOP(
        "wording", "Nắp máy in cuộn ({printer}) đang mở. Chưa in gì; hãy đóng nắp rồi in lại."
    ),
    "roll_stopped": QT_TRANSLATE_NOOP(
        "wording", "Máy in cuộn ({printer}) đang dừng hoặc báo lỗi. Chưa in gì; hãy tắt, bật lại máy in rồi in lại."
    ),
    "roll_paper_out_midway": QT_TRANSLATE_NOOP(
        "wording", "Máy in cuộn ({printer}) hết giấy giữa chừng. Hãy bỏ tờ in dở, thay cuộn giấy rồi in lại."
    ),
    "roll_cover_open_midway": QT_TRANSLATE_NOOP(
        "wording", "Nắp máy in cuộn ({printer}) mở giữa chừng. Hãy bỏ tờ in dở, đóng nắp rồi in lại."
    ),
    "roll_stopped_midway": QT_TRANSLATE_NOOP(
        "wording", "Máy in cuộn ({printer}) báo lỗi giữa chừng. Hãy bỏ tờ in dở, tắt và bật máy in rồi in lại."
    ),
    "roll_stalled": QT_TRANSLATE_NOOP(
        "wording", "Máy in cuộn ({printer}) không nhận thêm nữa. Giấy có thể in dở; hãy xem máy in rồi in lại."
    ),
    "roll_broken_off": QT_TRANSLATE_NOOP(
        "wording", "Đường tới máy in cuộn ({printer}) đứt giữa chừng. Giấy có thể in dở; hãy xem dây cáp rồi in lại."
    ),
    "form_file_wrong": QT_TRANSLATE_NOOP(
        "wording", "Tệp mẫu “{file}” chưa đúng ở mục “{key}”. Hãy sửa mục đó rồi xem thử lại; mẫu đang dùng không đổi."
    ),
    "form_broken": QT_TRANSLATE_NOOP(
        "wording", "Tệp mẫu “{file}” hỏng ở mục “{key}”. Hồ sơ vẫn an toàn; hãy báo kỹ thuật cài lại mẫu."
    ),
    # ------------------------------------------------------------------ people
    "unknown_person": QT_TRANSLATE_NOOP("wording", "Không có người này ở quầy."),
    "pin_wrong": QT_TRANSLATE_NOOP("wording", "Mã PIN chưa đúng. Còn {left} lần thử."),
    "pin_locked": QT_TRANSLATE_NOOP("wording", "Sai mã PIN nhiều lần. Hãy đợi {seconds} giây rồi thử lại."),
    "pin_missing": QT_TRANSLATE_NOOP(
        "wording", "Chưa có mã PIN. Hãy đặt biến QUAY_PIN hoặc chạy lệnh ở cửa sổ có thể gõ."
    ),
    "pin_shape": QT_TRANSLATE_NOOP("wording", "Mã PIN phải có từ {shortest} đến {longest} chữ số."),
    "pin_too_simple": QT_TRANSLATE_NOOP("wording", "Mã PIN quá dễ đoán. Hãy chọn các chữ số khác nhau."),
    "pin_same": QT_TRANSLATE_NOOP("wording", "Mã PIN mới phải khác mã cũ."),
    "manager_only": QT_TRANSLATE_NOOP("wording", "Việc này chỉ trưởng bưu cục làm được."),
    "not_yourself": QT_TRANSLATE_NOOP("wording", "Không tự khóa tài khoản của mình được."),
    # ------------------------------------------------------------------ the profile
    "span_shape": QT_TRANSLATE_NOOP("wording", "Giờ làm việc “{span}” không đúng dạng, ví dụ đúng: 07:00-11:30."),
    "span_backwards": QT_TRANSLATE_NOOP("wording", "Giờ làm việc “{span}” kết thúc trước khi bắt đầu."),
    "span_overlaps": QT_TRANSLATE_NOOP("wording", "Giờ làm việc “{span}” chồng lên khoảng trước."),
    "not_toml": QT_TRANSLATE_NOOP("wording", "Tệp hồ sơ quầy không đúng dạng TOML: {why}"),
    "profile_unreadable": QT_TRANSLATE_NOOP(
        "wording", "Không đọc được tệp “{file}”. Hãy kiểm tra đường dẫn và quyền đọc."
    ),
    "secret_missing": QT_TRANSLATE_NOOP(
        "wording", "Chưa có mật khẩu của hệ thống một cửa (nơi để: {place}). Hồ sơ vẫn nhận và lưu bình thường."
    ),
    # ------------------------------------------------------------------ sending: what the other side or the line said
    "offline": QT_TRANSLATE_NOOP(
        "wording", "Không có mạng. Hồ sơ vẫn an toàn ở quầy và sẽ tự gửi khi có mạng; không cần làm gì."
    ),
    "dns": QT_TRANSLATE_NOOP(
        "wording", "Mạng chưa tìm được máy chủ của tỉnh. Hồ sơ vẫn an toàn và sẽ tự gửi lại; không cần làm gì."
    ),
    "certificate": QT_TRANSLATE_NOOP(
        "wording", "Không xác nhận được máy chủ của tỉnh nên chưa gửi gì. Hồ sơ vẫn an toàn; hãy báo kỹ thuật."
    ),
    "certificate_clock": QT_TRANSLATE_NOOP(
        "wording",
        "Ngày giờ của máy sai nên không xác nhận được máy chủ. Hồ sơ vẫn an toàn; hãy chỉnh lại ngày giờ rồi bấm gửi.",
    ),
    "captive_portal": QT_TRANSLATE_NOOP(
        "wording",
        "Mạng đang đòi đăng nhập (trang Wi-Fi). Hồ sơ vẫn an toàn; hãy mở trình duyệt, đăng nhập mạng rồi gửi.",
    ),
    "proxy_login": QT_TRANSLATE_NOOP(
        "wording", "Máy trung gian của mạng đòi mật khẩu. Hồ sơ vẫn an toàn; hãy báo người quản lý mạng."
    ),
    "cut": QT_TRANSLATE_NOOP(
        "wording",
        "Đường truyền bị ngắt giữa chừng. Hồ sơ vẫn an toàn; chương trình sẽ hỏi lại máy chủ trước khi gửi lại.",
    ),
    "slow": QT_TRANSLATE_NOOP(
        "wording", "Đường truyền quá chậm nên chưa nghe được trả lời. Hồ sơ vẫn an toàn và sẽ tự gửi lại."
    ),
    "broken": QT_TRANSLATE_NOOP(
        "wording", "Trả lời của máy chủ đến không trọn. Hồ sơ vẫn an toàn; chương trình sẽ hỏi lại trước khi gửi lại."
    ),
    "too_large": QT_TRANSLATE_NOOP(
        "wording", "Máy chủ nói hồ sơ này quá lớn. Hồ sơ vẫn an toàn ở quầy; hãy rút ngắn ghi chú hoặc báo kỹ thuật."
    ),
    "throttled": QT_TRANSLATE_NOOP(
        "wording", "Máy chủ của tỉnh đang đông và hẹn gửi sau. Hồ sơ vẫn an toàn và sẽ tự gửi; không cần làm gì."
    ),
    "unavailable": QT_TRANSLATE_NOOP(
        "wording", "Máy chủ của tỉnh đang tạm nghỉ. Hồ sơ vẫn an toàn và sẽ tự gửi; không cần làm gì."
    ),
    "server_error": QT_TRANSLATE_NOOP(
        "wording",
        "Máy chủ của tỉnh đang gặp lỗi. Hồ sơ vẫn an toàn và sẽ tự gửi lại; nếu kéo dài cả ngày hãy báo tỉnh.",
    ),
    "unauthorised": QT_TRANSLATE_NOOP(
        "wording", "Máy chủ chưa nhận ra quầy này. Mọi hồ sơ vẫn an toàn; hãy báo trưởng bưu cục kiểm tra tài khoản."
    ),
    "forbidden": QT_TRANSLATE_NOOP(
        "wording",
        "Tài khoản của quầy không được phép gửi. Mọi hồ sơ vẫn an toàn; trưởng bưu cục cần báo tỉnh cấp quyền.",
    ),
    "login_refused": QT_TRANSLATE_NOOP(
        "wording",
        "Máy chủ không nhận tài khoản hoặc mật khẩu của quầy. Mọi hồ sơ vẫn an toàn; hãy báo trưởng bưu cục xem lại.",
    ),
    "session_refused": QT_TRANSLATE_NOOP(
        "wording",
        "Máy chủ liên tục từ chối phiên làm việc. Mọi hồ sơ vẫn an toàn; hãy báo trưởng bưu cục kiểm tra tài khoản.",
    ),
    "wrong_address": QT_TRANSLATE_NOOP(
        "wording", "Địa chỉ máy chủ khai báo ở quầy không đúng. Mọi hồ sơ vẫn an toàn; hãy báo kỹ thuật sửa hồ sơ quầy."
    ),
    "stopped": QT_TRANSLATE_NOOP("wording", "Việc gửi đã dừng theo yêu cầu. Hồ sơ vẫn an toàn và sẽ gửi tiếp lần sau."),
    "no_look_up": QT_TRANSLATE_NOOP(
        "wording",
        "Hệ thống một cửa này không cho tra cứu hồ sơ nên không đối chiếu được. Hồ sơ vẫn được gửi và nhận như thường.",
    ),
    "sent_elsewhere": QT_TRANSLATE_NOOP(
        "wording", "Một lệnh khác trên máy này đang gửi. Không phải làm gì; phần còn lại sẽ tự gửi sau đó."
    ),
    "resting": QT_TRANSLATE_NOOP("wording", "Đang nghỉ giữa hai lần thử gửi. Bấm gửi ngay nếu mạng đã có lại."),
    "timeout": QT_TRANSLATE_NOOP(
        "wording", "Hết thời gian chờ mà chưa gửi xong. Phần còn lại vẫn an toàn và sẽ tự gửi tiếp."
    ),
    "answer_lost": QT_TRANSLATE_NOOP(
        "wording", "Chưa nghe được trả lời của máy chủ. Hồ sơ vẫn an toàn; chương trình sẽ hỏi lại trước khi gửi lại."
    ),
    "answer_broken": QT_TRANSLATE_NOOP(
        "wording", "Trả lời của máy chủ đến không trọn. Hồ sơ vẫn an toàn; chương trình sẽ hỏi lại trước khi gửi lại."
    ),
    "answer_slow": QT_TRANSLATE_NOOP(
        "wording", "Máy chủ trả lời quá chậm. Hồ sơ vẫn an toàn; chương trình sẽ hỏi lại trước khi gửi lại."
    ),
    "answer_strange": QT_TRANSLATE_NOOP(
        "wording", "Máy chủ trả lời không hiểu được. Hồ sơ vẫn an toàn và sẽ thử lại; nếu lặp lại hãy báo kỹ thuật."
    ),
    "lookup_failed": QT_TRANSLATE_NOOP(
        "wording", "Chưa hỏi được máy chủ đã có hồ sơ này chưa, nên chưa gửi để khỏi trùng. Sẽ tự hỏi lại."
    ),
    "refused": QT_TRANSLATE_NOOP(
        "wording", "Máy chủ không nhận hồ sơ này. Hồ sơ vẫn an toàn ở quầy; hãy đọc lý do, sửa rồi bấm gửi lại."
    ),
    "server_unknown_procedure": QT_TRANSLATE_NOOP(
        "wording",
        "Hệ thống của tỉnh chưa có thủ tục này. Hồ sơ vẫn an toàn ở quầy; trưởng bưu cục cần báo tỉnh bổ sung thủ tục.",
    ),
    "server_unknown_action": QT_TRANSLATE_NOOP(
        "wording",
        "Quầy chưa khai báo bước này ở hệ thống của tỉnh. Hồ sơ vẫn an toàn; trưởng bưu cục cần bổ sung mã bước.",
    ),
    "action_in_doubt": QT_TRANSLATE_NOOP(
        "wording",
        "Chưa rõ tỉnh đã ghi bước này chưa, nên không gửi lại để khỏi trùng. Hãy xem ở tỉnh; nếu chưa có, bấm gửi lại.",
    ),
    "server_ahead": QT_TRANSLATE_NOOP(
        "wording",
        "Ở tỉnh hồ sơ đã đi xa hơn ở quầy, nên không ghi đè. Hãy mở hồ sơ, so với tỉnh rồi ghi các bước còn thiếu.",
    ),
    "awaiting_code": QT_TRANSLATE_NOOP(
        "wording", "Chờ cơ quan cấp mã hồ sơ chính thức. Khi có mã, hồ sơ sẽ tự gửi; không cần làm gì."
    ),
    "code_too_long": QT_TRANSLATE_NOOP("wording", "Mã hồ sơ dài hơn hệ thống của tỉnh nhận. Hãy báo kỹ thuật."),
    "server_not_set": QT_TRANSLATE_NOOP(
        "wording", "Quầy chưa khai báo hệ thống một cửa. Hồ sơ vẫn được lưu và chờ gửi."
    ),
    "dialect_unknown": QT_TRANSLATE_NOOP(
        "wording", "Bản này chưa nói được kiểu “{dialect}” của máy chủ. Hồ sơ vẫn được lưu; hãy cập nhật chương trình."
    ),
    "faults_unreadable": QT_TRANSLATE_NOOP("wording", "Không đọc được tệp lỗi giả “{file}”."),
    "unknown_wire": QT_TRANSLATE_NOOP("wording", "Không giả lập được kiểu kết nối “{wire}”. Chọn một trong: {known}."),
    "not_loopback": QT_TRANSLATE_NOOP("wording", "Một cửa giả lập chỉ chạy trên chính máy này (127.0.0.1)."),
    # ------------------------------------------------------------------ scans of papers
    "scan_empty": QT_TRANSLATE_NOOP("wording", "Tệp trống. Hãy quét lại giấy tờ rồi chọn lại tệp."),
    "scan_too_large": QT_TRANSLATE_NOOP(
        "wording", "Tệp lớn hơn {most} MB. Hãy quét lại ở 150–200 dpi, hoặc tách thành nhiều tệp."
    ),
    "scan_not_known": QT_TRANSLATE_NOOP("wording", "Chỉ nhận tệp PDF hoặc JPEG. Hãy quét lại và lưu ở dạng đó."),
    "scan_cut_off": QT_TRANSLATE_NOOP(
        "wording", "Tệp bị thiếu phần cuối hoặc hỏng, không mở được. Hãy quét lại giấy tờ."
    ),
    "scan_locked": QT_TRANSLATE_NOOP(
        "wording", "Tệp PDF có mật khẩu nên cơ quan sẽ không mở được. Hãy quét lại không đặt mật khẩu."
    ),
    "already_attached": QT_TRANSLATE_NOOP("wording", "Tệp này đã được đính kèm vào hồ sơ (giấy tờ: {paper})."),
    "paper_not_in_dossier": QT_TRANSLATE_NOOP("wording", "Hồ sơ không có giấy tờ này. Các giấy tờ của hồ sơ: {known}."),
    "scan_missing": QT_TRANSLATE_NOOP(
        "wording",
        "Không thấy tệp bản quét ở quầy. Hồ sơ vẫn an toàn; hãy phục hồi tệp từ bản sao lưu rồi bấm gửi lại.",
    ),
    "scan_damaged": QT_TRANSLATE_NOOP(
        "wording",
        "Tệp bản quét ở quầy bị hỏng nên không gửi. Hồ sơ vẫn an toàn; hãy phục hồi tệp từ bản sao lưu rồi gửi lại.",
    ),
    "file_refused": QT_TRANSLATE_NOOP(
        "wording", "Máy chủ không nhận tệp bản quét này. Hồ sơ vẫn gửi bình thường; hãy đọc lý do rồi bấm gửi lại."
    ),
    "file_too_large": QT_TRANSLATE_NOOP(
        "wording", "Máy chủ nói tệp bản quét này quá lớn. Hồ sơ vẫn gửi bình thường; hãy báo kỹ thuật."
    ),
    "files_nowhere": QT_TRANSLATE_NOOP(
        "wording",
        "Hệ thống của tỉnh chưa có nơi nhận tệp. Bản quét được giữ an toàn ở quầy; hồ sơ vẫn gửi bình thường.",
    ),
    "metered": QT_TRANSLATE_NOOP(
        "wording", "Đang tiết kiệm dữ liệu mạng: hồ sơ vẫn gửi, bản quét chờ đến khi tắt chế độ này."
    ),
    # ------------------------------------------------------------------ disk, database, files
    "not_set_up": QT_TRANSLATE_NOOP(
        "wording", "Quầy chưa được cài đặt ở thư mục này. Hãy chạy lệnh: quay init --profile TỆP.toml."
    ),
    "already_there": QT_TRANSLATE_NOOP(
        "wording", "Ở đây đã có dữ liệu của một quầy. Không ghi đè; dữ liệu vẫn nguyên vẹn."
    ),
    "database_too_new": QT_TRANSLATE_NOOP(
        "wording",
        "Dữ liệu do bản chương trình mới hơn ghi ({found} > {known}). Dữ liệu vẫn nguyên; hãy cập nhật chương trình.",
    ),
    "database_locked": QT_TRANSLATE_NOOP(
        "wording",
        "Dữ liệu đang bị một chương trình khác giữ. Chưa có gì bị mất; hãy đóng chương trình kia rồi thử lại.",
    ),
    "database_corrupt": QT_TRANSLATE_NOOP(
        "wording", "Tệp dữ liệu bị hỏng. Đừng xóa gì; hãy báo kỹ thuật để phục hồi từ bản sao lưu gần nhất."
    ),
    "database_foreign": QT_TRANSLATE_NOOP("wording", "Tệp dữ liệu này không phải của chương trình."),
    "disk_full": QT_TRANSLATE_NOOP(
        "wording", "Ổ đĩa đã đầy nên chưa lưu được hồ sơ này. Các hồ sơ trước vẫn an toàn; hãy dọn bớt tệp rồi bấm lại."
    ),
    "disk_error": QT_TRANSLATE_NOOP(
        "wording", "Ổ đĩa báo lỗi nên chưa lưu được. Các hồ sơ trước vẫn an toàn; hãy báo kỹ thuật kiểm tra ổ đĩa."
    ),
    "read_only": QT_TRANSLATE_NOOP(
        "wording", "Thư mục dữ liệu không cho ghi. Chưa có gì bị mất; hãy mở quyền ghi cho thư mục rồi thử lại."
    ),
    "cannot_open": QT_TRANSLATE_NOOP("wording", "Không mở được tệp dữ liệu. Hãy kiểm tra ổ đĩa và quyền của thư mục."),
    "mark_broken": QT_TRANSLATE_NOOP(
        "wording", "Tệp “{file}” (mốc số đã cấp) bị hỏng, nên chưa cấp số mới để khỏi trùng. Hãy báo kỹ thuật."
    ),
    "backup_failed": QT_TRANSLATE_NOOP("wording", "Chưa sao lưu được ({why}). Dữ liệu đang dùng vẫn an toàn."),
    "backup_broken": QT_TRANSLATE_NOOP(
        "wording", "Bản sao “{file}” không nguyên vẹn, không dùng được. Hãy chọn bản khác."
    ),
    "backup_missing": QT_TRANSLATE_NOOP("wording", "Không thấy bản sao “{file}”."),
    "restore_failed": QT_TRANSLATE_NOOP("wording", "Chưa phục hồi được ({why}). Dữ liệu cũ vẫn còn nguyên."),
    # ------------------------------------------------------------------ courier by van
    "enrolment_broken": QT_TRANSLATE_NOOP(
        "wording", "Mã ghép nối không đúng hoặc thiếu chữ. Hãy quét lại mã QR, hoặc chép lại cả dòng bắt đầu bằng QMC1."
    ),
    "enrolment_newer": QT_TRANSLATE_NOOP(
        "wording", "Mã ghép nối của bản chương trình mới hơn. Hãy cập nhật chương trình ở quầy này rồi làm lại."
    ),
    "enrolment_own": QT_TRANSLATE_NOOP(
        "wording", "Đây là mã của chính quầy này. Hãy lấy mã ghép nối ở máy của quầy bên kia."
    ),
    "enrolment_other_point": QT_TRANSLATE_NOOP(
        "wording",
        "Mã này của điểm khác ({point}). Chưa ghép nối; nếu đúng là muốn vậy, hãy ghép nối lại và cho phép điểm khác.",
    ),
    "enrolment_code_differs": QT_TRANSLATE_NOOP(
        "wording",
        "Mã ngắn không khớp với mã ghép nối, nên chưa ghép nối. Hãy gọi điện cho quầy bên kia và nghe lại mã ngắn.",
    ),
    "partner_unknown": QT_TRANSLATE_NOOP("wording", "Quầy này chưa ghép nối với “{name}”. Không có gì thay đổi."),
    "bundle_no_partner": QT_TRANSLATE_NOOP(
        "wording", "Quầy chưa ghép nối với quầy nào, nên chưa có ai để gửi. Trưởng bưu cục hãy ghép nối trước."
    ),
    "bundle_nothing_new": QT_TRANSLATE_NOOP("wording", "Không có gì mới để gửi: bên kia đã báo nhận đủ."),
    "not_a_bundle": QT_TRANSLATE_NOOP("wording", "Đây không phải gói hồ sơ. Không có gì thay đổi; hãy chọn tệp khác."),
    "bundle_truncated": QT_TRANSLATE_NOOP(
        "wording",
        "Gói này chép chưa trọn. Chưa nhận gì, dữ liệu vẫn nguyên; hãy chép lại tệp, hoặc ghi lại gói ở nơi gửi.",
    ),
    "bundle_altered": QT_TRANSLATE_NOOP(
        "wording",
        "Gói này bị hỏng hoặc bị sửa. Chưa nhận gì, dữ liệu vẫn nguyên; hãy ghi lại gói ở nơi gửi, nên đổi USB.",
    ),
    "bundle_forged": QT_TRANSLATE_NOOP(
        "wording",
        "Chữ ký của gói không phải của quầy {sender}. Chưa nhận gì; hãy gọi điện hỏi quầy đó và báo kỹ thuật.",
    ),
    "bundle_newer": QT_TRANSLATE_NOOP(
        "wording",
        "Gói này do bản chương trình mới hơn ghi. Chưa nhận gì; hãy cập nhật chương trình ở máy này rồi nhận lại.",
    ),
    "bundle_own": QT_TRANSLATE_NOOP(
        "wording", "Gói này do chính quầy này ghi. Hãy mang nó đến quầy bên kia; ở đây không cần nhận."
    ),
    "bundle_not_for_us": QT_TRANSLATE_NOOP(
        "wording", "Gói này của quầy {sender} gửi cho {receiver}, không phải cho quầy này. Không có gì thay đổi."
    ),
    "bundle_unknown_sender": QT_TRANSLATE_NOOP(
        "wording", "Quầy {sender} chưa được ghép nối ở đây. Chưa nhận gì; trưởng bưu cục hãy ghép nối rồi nhận lại gói."
    ),
    "bundle_key_changed": QT_TRANSLATE_NOOP(
        "wording",
        "Khóa của quầy {sender} đã khác lúc ghép nối (có thể đã thay máy). Chưa nhận gì; hãy gọi điện và ghép nối lại.",
    ),
    "bundle_for_old_key": QT_TRANSLATE_NOOP(
        "wording",
        "Quầy {sender} còn dùng khóa cũ của quầy này nên không mở được gói. Chưa nhận gì; hãy ghép nối lại ở quầy đó.",
    ),
    "bundle_wrong_part": QT_TRANSLATE_NOOP(
        "wording",
        "Quầy {sender} được ghép nối với vai trò khác với gói này. Chưa nhận gì; trưởng bưu cục hãy xem lại ghép nối.",
    ),
    "bundle_for_collector": QT_TRANSLATE_NOOP(
        "wording",
        "Gói này của quầy {sender} chỉ để tổng hợp số liệu, không để gửi tiếp. Chưa nhận gì; hãy dùng lệnh “quay "
        "collect”.",
    ),
    "bundle_of_two_ledgers": QT_TRANSLATE_NOOP(
        "wording",
        "Gói của {sender} có hồ sơ mà ở đây đã thuộc quầy khác. Chưa nhận gì; hãy giữ lại gói và báo kỹ thuật.",
    ),
    "bundle_chain_broken": QT_TRANSLATE_NOOP(
        "wording",
        "Các sự kiện trong gói không nối liền nhau. Chưa nhận gì; hãy chạy “quay verify” ở nơi gửi, báo kỹ thuật.",
    ),
    "bundle_gap": QT_TRANSLATE_NOOP(
        "wording",
        "Gói bắt đầu từ sự kiện {first} mà ở đây mới có đến {held}. Chưa nhận gì; hãy nhận gói trước đó, hoặc ở nơi "
        "gửi chạy “quay bundle export … --all”.",
    ),
    "bundle_contradicts": QT_TRANSLATE_NOOP(
        "wording",
        "Sự kiện {seq} trong gói khác với sự kiện đã có (máy đã phục hồi bản cũ hoặc có hai máy cùng một quầy). "
        "Chưa nhận gì; trưởng bưu cục hãy giữ lại gói và báo kỹ thuật.",
    ),
    "bundle_unreadable": QT_TRANSLATE_NOOP(
        "wording", "Không đọc được tệp “{file}”. Không có gì thay đổi; hãy cắm lại USB rồi thử lại."
    ),
    "bundle_folder_gone": QT_TRANSLATE_NOOP(
        "wording", "Không thấy thư mục “{folder}”. Dữ liệu vẫn nguyên; hãy cắm lại USB hoặc nối lại thư mục chung."
    ),
    "bundle_folder_full": QT_TRANSLATE_NOOP(
        "wording",
        "Nơi ghi “{folder}” đã đầy nên chưa ghi được gói. Dữ liệu vẫn nguyên; hãy dọn bớt tệp hoặc đổi USB.",
    ),
    "bundle_unwritable": QT_TRANSLATE_NOOP(
        "wording", "Chưa ghi được gói vào “{folder}” ({why}). Dữ liệu vẫn nguyên; hãy cắm lại hoặc đổi USB rồi ghi lại."
    ),
    "collect_address": QT_TRANSLATE_NOOP(
        "wording",
        "Địa chỉ cơ sở dữ liệu chưa đúng. Hãy ghi như “sqlite:///duong/dan/tong-hop.sqlite” hoặc "
        "“postgresql://nguoi@may/ten”.",
    ),
    "collect_no_driver": QT_TRANSLATE_NOOP(
        "wording",
        "Bản chương trình này không kèm phần nối với PostgreSQL. Hãy dùng địa chỉ sqlite:///…, hoặc chạy lệnh này ở "
        "máy của tỉnh, nơi cài quay bằng pip.",
    ),
    "collect_unreachable": QT_TRANSLATE_NOOP(
        "wording",
        "Chưa làm việc được với cơ sở dữ liệu tổng hợp ({why}). Những gói đã báo nhận vẫn nằm ở đó; hãy xem máy chủ "
        "rồi chạy lại lệnh này.",
    ),
    "catalogue_broken": QT_TRANSLATE_NOOP(
        "wording", "Danh mục thủ tục hỏng ở tệp “{file}”, mục “{key}”. Hồ sơ đã lưu vẫn an toàn; hãy cài lại danh mục."
    ),
    "calendar_broken": QT_TRANSLATE_NOOP(
        "wording", "Lịch nghỉ hỏng ở tệp “{file}”, mục “{key}”. Hồ sơ đã lưu vẫn an toàn; hãy cài lại lịch."
    ),
    "tariff_broken": QT_TRANSLATE_NOOP(
        "wording",
        "Bảng cước hỏng ở tệp “{file}”, mục “{key}”. Hồ sơ đã lưu vẫn an toàn; hãy gõ số tiền cước theo bảng giấy và "
        "báo kỹ thuật.",
    ),
    "file_unreadable": QT_TRANSLATE_NOOP(
        "wording", "Không đọc được tệp “{file}”. Hãy xem USB còn cắm không, hoặc chọn tệp khác."
    ),
    "day_not_proven": QT_TRANSLATE_NOOP(
        "wording",
        "Ngày {day} chưa được đối chiếu với hệ thống một cửa. Hãy đối chiếu ngày đó trước (khi có mạng), rồi in giấy "
        "chứng nhận.",
    ),
    "file_unwritable": QT_TRANSLATE_NOOP("wording", "Không ghi được vào “{file}”. Hãy kiểm tra ổ đĩa và quyền ghi."),
    "program_fault": QT_TRANSLATE_NOOP(
        "wording",
        "Chương trình gặp lỗi. Hồ sơ đã lưu vẫn an toàn; hãy mở lại chương trình và gửi tệp nhật ký cho kỹ thuật.",
    ),
    "no_server": QT_TRANSLATE_NOOP("wording", "Quầy chưa khai báo hệ thống một cửa. Hồ sơ vẫn được lưu và chờ gửi."),
    "port_taken": QT_TRANSLATE_NOOP("wording", "Cổng {port} đang có chương trình khác dùng. Hãy chọn cổng khác."),
}

STATUS_WORDS: Mapping[str, str] = {
    "": QT_TRANSLATE_NOOP("wording", "chưa có"),
    "voided": QT_TRANSLATE_NOOP("wording", "đã hủy"),
    "0": QT_TRANSLATE_NOOP("wording", "chờ bổ sung trước khi tiếp nhận"),
    "1": QT_TRANSLATE_NOOP("wording", "bưu điện đã nhận, chờ cơ quan tiếp nhận"),
    "2": QT_TRANSLATE_NOOP("wording", "đã tiếp nhận"),
    "3": QT_TRANSLATE_NOOP("wording", "không được tiếp nhận"),
    "4": QT_TRANSLATE_NOOP("wording", "đang xử lý"),
    "5": QT_TRANSLATE_NOOP("wording", "chờ người dân bổ sung giấy tờ"),
    "6": QT_TRANSLATE_NOOP("wording", "chờ người dân nộp tiền"),
    "7": QT_TRANSLATE_NOOP("wording", "người dân xin rút"),
    "8": QT_TRANSLATE_NOOP("wording", "đã dừng xử lý"),
    "9": QT_TRANSLATE_NOOP("wording", "đã có kết quả"),
    "10": QT_TRANSLATE_NOOP("wording", "đã trả kết quả"),
}

EVENT_WORDS: Mapping[str, str] = {
    "received": QT_TRANSLATE_NOOP("wording", "Tiếp nhận"),
    "supplement_asked": QT_TRANSLATE_NOOP("wording", "Yêu cầu bổ sung"),
    "supplemented": QT_TRANSLATE_NOOP("wording", "Đã bổ sung"),
    "refused": QT_TRANSLATE_NOOP("wording", "Từ chối tiếp nhận"),
    "withdrawal_asked": QT_TRANSLATE_NOOP("wording", "Xin rút hồ sơ"),
    "withdrawn": QT_TRANSLATE_NOOP("wording", "Đã rút hồ sơ"),
    "corrected": QT_TRANSLATE_NOOP("wording", "Đính chính"),
    "voided": QT_TRANSLATE_NOOP("wording", "Hủy hồ sơ"),
    "sealed": QT_TRANSLATE_NOOP("wording", "Niêm phong"),
    "manifested": QT_TRANSLATE_NOOP("wording", "Đưa vào bảng kê"),
    "unmanifested": QT_TRANSLATE_NOOP("wording", "Lấy ra khỏi bảng kê"),
    "handed_to_agency": QT_TRANSLATE_NOOP("wording", "Bàn giao cho cơ quan"),
    "agency_accepted": QT_TRANSLATE_NOOP("wording", "Cơ quan tiếp nhận"),
    "agency_returned": QT_TRANSLATE_NOOP("wording", "Cơ quan trả lại"),
    "fee_asked": QT_TRANSLATE_NOOP("wording", "Yêu cầu nộp tiền"),
    "fee_collected": QT_TRANSLATE_NOOP("wording", "Đã thu tiền"),
    "fee_refunded": QT_TRANSLATE_NOOP("wording", "Hoàn tiền"),
    "transfer_expected": QT_TRANSLATE_NOOP("wording", "Chờ chuyển khoản"),
    "transfer_dropped": QT_TRANSLATE_NOOP("wording", "Bỏ chờ chuyển khoản"),
    "rescheduled": QT_TRANSLATE_NOOP("wording", "Hẹn lại ngày trả"),
    "stopped": QT_TRANSLATE_NOOP("wording", "Dừng giải quyết"),
    "result_arrived": QT_TRANSLATE_NOOP("wording", "Kết quả về quầy"),
    "invited": QT_TRANSLATE_NOOP("wording", "Mời đến nhận"),
    "delivery_attempted": QT_TRANSLATE_NOOP("wording", "Phát chưa được"),
    "handed_back": QT_TRANSLATE_NOOP("wording", "Trả kết quả"),
    "returned_to_agency": QT_TRANSLATE_NOOP("wording", "Chuyển hoàn cơ quan"),
    "rated": QT_TRANSLATE_NOOP("wording", "Đánh giá"),
    "printed": QT_TRANSLATE_NOOP("wording", "In giấy"),
    "numbered": QT_TRANSLATE_NOOP("wording", "Một cửa cấp mã"),
    "reported": QT_TRANSLATE_NOOP("wording", "Một cửa báo về"),
    "scanned": QT_TRANSLATE_NOOP("wording", "Bản quét giấy tờ"),
    "filed": QT_TRANSLATE_NOOP("wording", "Một cửa đã nhận bản quét"),
}

LEG_WORDS: Mapping[str, str] = {
    Leg.SEALED: QT_TRANSLATE_NOOP("wording", "giấy tờ đã niêm phong"),
    Leg.ON_MANIFEST: QT_TRANSLATE_NOOP("wording", "đang trên chuyến thư"),
    Leg.AT_AGENCY: QT_TRANSLATE_NOOP("wording", "giấy tờ ở cơ quan"),
    Leg.BACK_AT_COUNTER: QT_TRANSLATE_NOOP("wording", "giấy tờ đã về quầy, chờ trả lại"),
    Leg.RESULT_AT_COUNTER: QT_TRANSLATE_NOOP("wording", "kết quả đang ở quầy"),
    Leg.RETURNED_TO_AGENCY: QT_TRANSLATE_NOOP("wording", "kết quả đã chuyển hoàn cơ quan"),
}

SYNC_WORDS: Mapping[str, str] = {
    State.WAITING: QT_TRANSLATE_NOOP("wording", "chờ gửi"),
    State.DELIVERED: QT_TRANSLATE_NOOP("wording", "đã gửi tỉnh"),
    State.QUARANTINED: QT_TRANSLATE_NOOP("wording", "chưa gửi được, cần xem ở Hàng đợi"),
}

BUNDLE_WORDS: Mapping[str, str] = {
    "written_events": QT_TRANSLATE_NOOP("wording", "Đã ghi {file}: {events} mục gửi cho {receiver} ({bytes} byte)."),
    "written_copy": QT_TRANSLATE_NOOP("wording", "Đã ghi {file}: {events} mục cho {receiver} tổng hợp ({bytes} byte)."),
    "written_acknowledgement": QT_TRANSLATE_NOOP(
        "wording", "Đã ghi {file}: biên nhận cho {receiver}, đã giữ đến mục số {last}."
    ),
    "taken_events": QT_TRANSLATE_NOOP(
        "wording", "{file}: đã nhận {events} mục mới của {sender}; {delivered} mục ở đó đã tự gửi được bằng mạng."
    ),
    "taken_copy": QT_TRANSLATE_NOOP(
        "wording", "{file}: đã tổng hợp {events} mục mới của {sender}; biết thêm {delivered} mục đã đến tỉnh."
    ),
    "taken_acknowledgement": QT_TRANSLATE_NOOP(
        "wording", "{file}: biên nhận của {sender}; thêm {delivered} mục đã gửi đến tỉnh."
    ),
    "taken_nothing": QT_TRANSLATE_NOOP("wording", "{file}: gói của {sender} đã nhận rồi, không có gì mới."),
    "trusted_branch": QT_TRANSLATE_NOOP("wording", "Đã ghép nối: quầy này gửi gói cho {name}."),
    "trusted_collector": QT_TRANSLATE_NOOP("wording", "Đã ghép nối: quầy này gửi số liệu cho {name} tổng hợp."),
    "trusted_counter": QT_TRANSLATE_NOOP("wording", "Đã ghép nối: quầy này nhận gói của {name}."),
    "distrusted": QT_TRANSLATE_NOOP("wording", "Đã thôi ghép nối với {name}. Những gì đã nhận vẫn được gửi tiếp."),
    "partner_branch": QT_TRANSLATE_NOOP("wording", "{name}: nơi nhận gói của quầy này (đã giữ đến mục số {held})."),
    "partner_collector": QT_TRANSLATE_NOOP(
        "wording", "{name}: nơi tổng hợp số liệu của quầy này (đã giữ đến mục số {held})."
    ),
    "partner_counter": QT_TRANSLATE_NOOP("wording", "{name}: quầy gửi gói đến đây."),
}
"""What an exchange did (docs/bundle.md)."""

COLLECT_WORDS: Mapping[str, str] = {
    "own": QT_TRANSLATE_NOOP("wording", "{name} (máy này giữ): đã tổng hợp {events} mục mới."),
    "sum": QT_TRANSLATE_NOOP(
        "wording", "Đã nhận {taken} trên {files} gói, {events} mục mới; {refused} gói chưa nhận được."
    ),
    "progress": QT_TRANSLATE_NOOP("wording", "{done} trên {files} gói"),
    "ledger": QT_TRANSLATE_NOOP("wording", "{name} {unit}: đã giữ đến mục số {held}, nhận gần nhất lúc {at}"),
    "whole": QT_TRANSLATE_NOOP(
        "wording", "Cơ sở dữ liệu tổng hợp nguyên vẹn: {ledgers} quầy, mọi số liệu khớp sự kiện."
    ),
    "not_whole": QT_TRANSLATE_NOOP("wording", "Có {found} chỗ không khớp trong cơ sở dữ liệu tổng hợp:"),
}
"""What `quay collect` did (docs/collect.md)."""

MANIFEST_WORDS: Mapping[str, str] = {
    "to_agency": QT_TRANSLATE_NOOP("wording", "Giao hồ sơ cho cơ quan"),
    "from_agency": QT_TRANSLATE_NOOP("wording", "Nhận kết quả từ cơ quan"),
    "collection": QT_TRANSLATE_NOOP("wording", "Thu gom tại nhà"),
    "delivery": QT_TRANSLATE_NOOP("wording", "Phát kết quả tại nhà"),
    "return": QT_TRANSLATE_NOOP("wording", "Chuyển hoàn cơ quan"),
    "open": QT_TRANSLATE_NOOP("wording", "đang lập"),
    "sealed": QT_TRANSLATE_NOOP("wording", "đã niêm phong, chờ ký"),
    "under_way": QT_TRANSLATE_NOOP("wording", "bưu tá đang đi"),
    "done": QT_TRANSLATE_NOOP("wording", "đã xong"),
    "cancelled": QT_TRANSLATE_NOOP("wording", "đã hủy"),
    "received": QT_TRANSLATE_NOOP("wording", "đã nhận hồ sơ"),
    "delivered": QT_TRANSLATE_NOOP("wording", "đã phát"),
    "absent": QT_TRANSLATE_NOOP("wording", "vắng nhà"),
    "wrong_address": QT_TRANSLATE_NOOP("wording", "sai địa chỉ"),
    "refused": QT_TRANSLATE_NOOP("wording", "từ chối nhận"),
    "later": QT_TRANSLATE_NOOP("wording", "hẹn lúc khác"),
    "elsewhere": QT_TRANSLATE_NOOP("wording", "đã đi đường khác"),
    # Of papers, facts and commands: always Vietnamese.
    "hand_counter": "ở quầy",
    "hand_courier": "trên đường",
    "hand_agency": "ở cơ quan",
    "hand_postman": "bưu tá giữ",
    "hand_citizen": "người dân giữ",
    "papers": "{count} dòng, {originals} bản chính, {copies} bản sao",
    "put_on": "Dòng {line}: {what}, {originals} bản chính, {copies} bản sao.",
    "put_again": "{what} đã có ở dòng {line}. Không đổi gì.",
    "nobody_took": "Không phát được sau {attempts} lần",
    "without_result": "Giấy tờ trả lại, chưa có kết quả",
    "carried_by": "Người vận chuyển: {name}",
    "broken": "Niêm phong đã mở trước khi ký: {codes}",
    "missing": "Chưa có {count} hồ sơ lẽ ra phải có: {codes}",
    "extra": "Có {count} hồ sơ ngoài dự kiến: {codes}",
    "corrected": "Đính chính: {reason}",
}
"""Ways, states and outcomes of manifests, and what their papers say of them (docs/manifests.md)."""

PACKAGE_WORDS: Mapping[str, str] = {
    "catalogue": QT_TRANSLATE_NOOP("wording", "Danh mục thủ tục"),
    "calendar": QT_TRANSLATE_NOOP("wording", "Lịch nghỉ"),
    "tariff": QT_TRANSLATE_NOOP("wording", "Bảng cước bưu chính"),
    "shipped": QT_TRANSLATE_NOOP("wording", "{kind}: đang dùng bản {version} kèm theo chương trình"),
    "installed": QT_TRANSLATE_NOOP("wording", "{kind}: đang dùng bản {version} do tỉnh gửi"),
    "waits": QT_TRANSLATE_NOOP("wording", "; bản {version} dùng từ lần mở chương trình sau"),
    "made": QT_TRANSLATE_NOOP("wording", "{kind} {version}: {file}, {bytes} byte"),
}
"""Which catalogue, calendar and tariff are in force (docs/catalogue.md)."""

RULE_WORDS: Mapping[str, str] = {
    "same_day": QT_TRANSLATE_NOOP("wording", "Trả ngay trong ngày làm việc."),
    "same_day_missed": QT_TRANSLATE_NOOP(
        "wording", "Hồ sơ nhận sau giờ trả trong ngày: trả trong ngày làm việc tiếp theo."
    ),
    "working_days": QT_TRANSLATE_NOOP("wording", "{value} ngày làm việc, tính từ ngày làm việc sau ngày nhận."),
    "days": QT_TRANSLATE_NOOP("wording", "{value} ngày, tính từ ngày sau ngày nhận."),
    "days_moved": QT_TRANSLATE_NOOP(
        "wording",
        "{value} ngày, tính từ ngày sau ngày nhận; ngày cuối là ngày nghỉ nên chuyển sang ngày làm việc tiếp theo.",
    ),
    "months": QT_TRANSLATE_NOOP("wording", "{value} tháng, tính từ ngày sau ngày nhận."),
    "months_moved": QT_TRANSLATE_NOOP(
        "wording",
        "{value} tháng, tính từ ngày sau ngày nhận; ngày cuối là ngày nghỉ nên chuyển sang ngày làm việc tiếp theo.",
    ),
    "hours": QT_TRANSLATE_NOOP("wording", "{value} giờ làm việc, tính từ lúc nhận."),
    "hours_from_receipt": QT_TRANSLATE_NOOP("wording", "{value} ngày làm việc (mỗi ngày 8 giờ), tính từ lúc nhận."),
}
"""How a due date was counted (docs/calendar.md); `value` is the term's number."""

UNKNOWN = QT_TRANSLATE_NOOP("wording", "Có lỗi ({code}). Hồ sơ đã lưu vẫn an toàn; hãy báo kỹ thuật mã lỗi này.")


_IN_DONG = frozenset({"more_than_owed", "more_than_taken", "more_than_cash", "absurd_money", "transfer_under_way"})


class _Facts(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


def identity(text: str) -> str:
    """No translation: the command line speaks Vietnamese."""
    return text


def say(problem: Problem | Trouble, translate: object = None) -> str:
    """The sentence of a problem. `translate` maps the Vietnamese template to another language."""
    into = translate if callable(translate) else identity
    template = str(into(SENTENCES.get(problem.code, UNKNOWN)))
    facts = _Facts({key: str(value) for key, value in problem.facts.items()}, code=problem.code)
    if problem.code.startswith("not_for_"):
        facts["status"] = str(into(STATUS_WORDS.get(facts["status"], "")))
    if problem.code == "move_not_allowed":
        moves = [str(into(EVENT_WORDS.get(move, move))).lower() for move in facts["allowed"].split()]
        facts["allowed"] = ", ".join(moves) or str(into(QT_TRANSLATE_NOOP("wording", "không còn việc nào")))
        facts["status"] = str(into(STATUS_WORDS.get(facts["status"], "")))
    for money in ("owed", "most", "awaited") if problem.code in _IN_DONG else ():
        if money in facts:
            facts[money] = show(int(facts[money])).removesuffix(" đ")
    return template.format_map(facts)


def status_sentence(dossier: Dossier, sync: State | None, translate: object = None) -> str:
    """The four statuses as one sentence: business, postal leg, money, sync."""
    into = translate if callable(translate) else identity
    key = "voided" if dossier.voided else str(int(dossier.status))
    parts = [str(into(STATUS_WORDS[key]))]
    if dossier.leg in LEG_WORDS and dossier.status is not Status.HANDED_BACK:
        parts.append(str(into(LEG_WORDS[dossier.leg])))
    if dossier.owed and not dossier.voided:
        owed = str(into(QT_TRANSLATE_NOOP("wording", "còn phải nộp {owed}")))
        parts.append(owed.format(owed=show(dossier.owed)))
    if sync is not None:
        parts.append(str(into(SYNC_WORDS[sync])))
    sentence = " · ".join(parts)
    return sentence[:1].upper() + sentence[1:]
